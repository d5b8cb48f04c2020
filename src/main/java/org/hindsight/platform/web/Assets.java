package org.hindsight.platform.web;

import io.quarkus.runtime.LaunchMode;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The style sheet of all pages, the files listed in {@code web/css/index.txt} joined in that order, and the scripts
 * listed in {@code web/js/index.txt}: served under addresses that hold their hash, so that they may be cached for good.
 */
@Named("assets")
@ApplicationScoped
@Path("/assets")
public class Assets {

    private volatile @Nullable Joined joined;

    private volatile @Nullable Scripts scripts;

    private record Joined(String css, String hash) {}

    /** All scripts by name, under one hash: they import each other by relative addresses. */
    private record Scripts(Map<String, String> texts, String hash) {}

    /** Where pages find the style sheet. */
    public String stylesheet() {
        return "/assets/" + current().hash() + "/hindsight.css";
    }

    /**
     * A style sheet for documents that must stand alone.
     *
     * @param index which file in {@code web/css} lists its parts, in order
     */
    public String standalone(String index) {
        return join(index).css();
    }

    @GET
    @PermitAll
    @Path("/{hash}/hindsight.css")
    public Response css(@PathParam("hash") String hash) {
        if (!hash.equals(current().hash())) {
            throw Problem.notFound("This version of the style sheet is gone; load the page again.");
        }
        return Response.ok(current().css(), "text/css;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .build();
    }

    /** Where pages find a script. */
    public String script(String name) {
        return "/assets/" + scripts().hash() + "/js/" + name;
    }

    @GET
    @PermitAll
    @Path("/{hash}/js/{name}")
    public Response script(@PathParam("hash") String hash, @PathParam("name") String name) {
        String text = scripts().texts().get(name);
        if (text == null || !hash.equals(scripts().hash())) {
            throw Problem.notFound("This version of the script is gone; load the page again.");
        }
        return Response.ok(text, "text/javascript;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .build();
    }

    private Scripts scripts() {
        Scripts known = scripts;
        if (known == null || LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            Map<String, String> texts = new TreeMap<>();
            listed("web/js/index.txt").forEach(file -> texts.put(file, read("web/js/" + file)));
            known = new Scripts(texts, hash(texts.toString()));
            scripts = known;
        }
        return known;
    }

    private Joined current() {
        Joined known = joined;
        if (known == null || LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            known = join("index.txt");
            joined = known;
        }
        return known;
    }

    private static Joined join(String index) {
        StringBuilder css = new StringBuilder();
        listed("web/css/" + index)
                .forEach(file -> css.append(read("web/css/" + file)).append('\n'));
        return new Joined(css.toString(), hash(css.toString()));
    }

    private static List<String> listed(String index) {
        return read(index)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    static String read(String resource) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + resource + " is not in the application");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.hindsight.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.hindsight.platform.Texts;
import org.hindsight.platform.problem.Causes;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.web.ClientAddress;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.SubmittedForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Does a POST once per key. The key is claimed, the work done and the answer remembered in one
 * transaction: after a crash either all of it is there or nothing, so that a retry is always right.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class OnceOnly implements Serializable {

    /** How long an answer is remembered. */
    static final Duration KEPT = Duration.ofDays(2);

    private static final long serialVersionUID = 1L;
    private static final String HEADER = "Idempotency-Key";
    private static final int MAX_KEY = 128;

    @Inject
    transient ObjectMapper json;

    @Inject
    transient RoutingContext exchange;

    @Inject
    transient ClientAddress addresses;

    @Inject
    transient SubmittedForm submitted;

    @Inject
    transient CurrentIdentityAssociation identity;

    @Inject
    transient Clock clock;

    /** Somebody else holds the key: the claim was refused by its unique index. */
    private static final class Claimed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @AroundInvoke
    @Nullable Object once(InvocationContext call) throws Exception {
        String sent = sentKey();
        if (sent == null || !call.getMethod().isAnnotationPresent(POST.class)) {
            return call.proceed();
        }
        String hash = hash(call);
        String key = fromAForm() ? hash : sent;
        if (key.isEmpty() || key.length() > MAX_KEY || Texts.fault(key).isPresent()) {
            throw Problem.invalid(HEADER, "must have 1 to " + MAX_KEY + " characters");
        }
        String caller = caller();
        String path = exchange.request().path();
        Optional<Response> earlier = QuarkusTransaction.requiringNew().call(() -> remembered(caller, key, path, hash));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                RememberedAnswer answer = claim(caller, key, path, hash);
                Response response = response(call.proceed());
                if (response.getStatus() >= 400) {
                    QuarkusTransaction.setRollbackOnly();
                    return response;
                }
                return remember(answer, response);
            });
        } catch (Claimed claimed) {
            return QuarkusTransaction.requiringNew()
                    .call(() -> remembered(caller, key, path, hash))
                    .orElseThrow(() -> Problem.stillRunning(
                            "The first request with this Idempotency-Key still runs. Send it again in a moment."));
        }
    }

    private @Nullable String sentKey() {
        String header = exchange.request().getHeader(HEADER);
        if (header != null) {
            return header;
        }
        String field = submitted.form().value("idempotency-key");
        return field.isEmpty() ? null : field;
    }

    /**
     * A person who goes back to a form, writes something else and sends it means another thing: there the key is
     * that of the page together with all that was sent, and to where.
     */
    private boolean fromAForm() {
        return exchange.request().getHeader(HEADER) == null;
    }

    private String caller() {
        String name = identity.getIdentity().isAnonymous()
                ? "anonymous " + addresses.of(exchange.request()).getHostAddress()
                : identity.getIdentity().getPrincipal().getName();
        return name.length() > 320 ? name.substring(0, 320) : name;
    }

    private RememberedAnswer claim(String caller, String key, String path, String hash) {
        RememberedAnswer answer = new RememberedAnswer();
        answer.caller = caller;
        answer.key = key;
        answer.path = path;
        answer.bodyHash = hash;
        answer.createdAt = clock.instant();
        try {
            answer.persistAndFlush();
            return answer;
        } catch (PersistenceException taken) {
            if (Causes.diskFull(taken) || Causes.databaseAway(taken)) {
                throw taken;
            }
            Claimed claimed = new Claimed();
            claimed.initCause(taken);
            throw claimed;
        }
    }

    private Response remember(RememberedAnswer answer, Response response) throws JsonProcessingException {
        answer.status = response.getStatus();
        answer.location = response.getHeaderString(HttpHeaders.LOCATION);
        answer.etag = response.getHeaderString(HttpHeaders.ETAG);
        if (response.getEntity() == null) {
            return response;
        }
        MediaType type = response.getMediaType() == null ? MediaType.APPLICATION_JSON_TYPE : response.getMediaType();
        answer.contentType = type.toString();
        answer.body =
                response.getEntity() instanceof String text ? text : json.writeValueAsString(response.getEntity());
        return Response.fromResponse(response).type(type).entity(answer.body).build();
    }

    private static Optional<Response> remembered(String caller, String key, String path, String hash) {
        return RememberedAnswer.of(caller, key).map(answer -> {
            if (!answer.path.equals(path) || !answer.bodyHash.equals(hash)) {
                throw Problem.keyReused("This Idempotency-Key was used for another request. Take a new key.");
            }
            Response.ResponseBuilder response =
                    Response.status(answer.status).entity(answer.body).header("Idempotency-Replayed", "true");
            if (answer.contentType != null) {
                response.type(answer.contentType);
            }
            if (answer.location != null) {
                response.header(HttpHeaders.LOCATION, answer.location);
            }
            if (answer.etag != null) {
                response.header(HttpHeaders.ETAG, answer.etag);
            }
            return response.build();
        });
    }

    private static Response response(@Nullable Object result) {
        if (result instanceof Response response) {
            return response;
        }
        return result == null
                ? Response.noContent().build()
                : Response.ok(result).build();
    }

    /** The body, as it was understood, and the query: the same request has the same hash. */
    private String hash(InvocationContext call) throws IOException {
        MessageDigest digest = sha256();
        digest.update(String.valueOf(exchange.request().query()).getBytes(StandardCharsets.UTF_8));
        Form form = submitted.form();
        if (!form.values().isEmpty()) {
            digest.update((exchange.request().path() + "\n").getBytes(StandardCharsets.UTF_8));
            for (String field : form.values().keySet().stream().sorted().toList()) {
                if (!field.equals("form-token")) {
                    digest.update((field + "=" + form.values().get(field)).getBytes(StandardCharsets.UTF_8));
                }
            }
            for (Object parameter : call.getParameters()) {
                if (parameter instanceof FileUpload file) {
                    digest.update((file.fileName() + "\n").getBytes(StandardCharsets.UTF_8));
                    try (OutputStream into = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                        Files.copy(file.uploadedFile(), into);
                    }
                } else if (parameter instanceof String text) {
                    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        }
        Method method = call.getMethod();
        for (int i = 0; i < method.getParameterCount(); i++) {
            if (isBody(method.getParameterAnnotations()[i])) {
                digest.update(json.writeValueAsBytes(call.getParameters()[i]));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static boolean isBody(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .map(annotation -> annotation.annotationType().getName())
                .noneMatch(name -> name.startsWith("jakarta.ws.rs.") || name.startsWith("org.jboss.resteasy."));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Forgets what is older than it must be kept. */
    @ApplicationScoped
    static class Forgetting {
        private final Clock clock;

        Forgetting(Clock clock) {
            this.clock = clock;
        }

        @Transactional
        @Scheduled(every = "1h", delayed = "10m", identity = "forget remembered answers")
        void forget() {
            RememberedAnswer.forgetBefore(clock.instant().minus(KEPT));
        }
    }
}

package org.hindsight.edition.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.IDN;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.exception.ConstraintViolationException;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.account.User;
import org.hindsight.platform.problem.Problem;

/**
 * Which host names must not leave the house: those under a suffix that every installation knows, and those under one that
 * an admin listed. Verbs want a transaction.
 */
@ApplicationScoped
public class InternalHosts {

    /** Names under these are never found from outside, by RFC 6762, by ICANN's word or by custom. */
    static final List<String> BUILT_IN = List.of("internal", "local", "corp");

    /** More would make each look into a report slow. */
    static final int MOST = 100;

    private static final Pattern HOST = Pattern.compile("://(?:[^/?#@]*@)?([^/?#:]+)");

    private final Caller caller;
    private final Clock clock;
    private final EntityManager database;
    private final Optional<String> own;

    InternalHosts(
            Caller caller,
            Clock clock,
            EntityManager database,
            @ConfigProperty(name = "hindsight.base.url") Optional<String> base) {
        this.caller = caller;
        this.clock = clock;
        this.database = database;
        this.own = base.flatMap(InternalHosts::host);
    }

    private static Optional<String> host(String url) {
        Matcher host = HOST.matcher(url.strip());
        try {
            return host.find() ? Optional.of(IDN.toASCII(host.group(1)).toLowerCase(Locale.ROOT)) : Optional.empty();
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    /** All of them, built in or listed, in small letters and ASCII, without a dot before them; whoever asks. */
    @Transactional
    public List<String> suffixes() {
        return Stream.concat(BUILT_IN.stream(), InternalHost.all().stream().map(host -> host.suffix))
                .toList();
    }

    /** All of them with who listed them, the built-in ones first. */
    List<InternalHostView> all() {
        caller.mustBe(Role.ADMIN);
        return Stream.concat(
                        BUILT_IN.stream().map(InternalHostView::builtIn),
                        InternalHost.all().stream().map(InternalHostView::of))
                .toList();
    }

    /**
     * What was asked to be listed.
     *
     * @param fresh false where it was there before
     */
    record Listed(InternalHostView host, boolean fresh) {}

    /** Lists one; one that is there already stays as it is. */
    Listed add(NewInternalHost input) {
        caller.mustBe(Role.ADMIN);
        HostSuffix suffix = HostSuffix.typed(input.suffix());
        return known(suffix)
                .map(host -> new Listed(host, false))
                .orElseGet(() -> new Listed(InternalHostView.of(listed(suffix)), true));
    }

    private static Optional<InternalHostView> known(HostSuffix suffix) {
        return BUILT_IN.contains(suffix.text())
                ? Optional.of(InternalHostView.builtIn(suffix.text()))
                : InternalHost.of(suffix).map(InternalHostView::of);
    }

    private InternalHost listed(HostSuffix suffix) {
        own.filter(suffix::covers).ifPresent(host -> {
            throw Problem.invalid(
                    "suffix", "is where Hindsight itself is found (" + host + "): every report names that host");
        });
        if (InternalHost.count() >= MOST) {
            throw Problem.refused("There are " + MOST + " suffixes already, and no more are looked for. Remove one.");
        }
        User by = database.getReference(User.class, caller.person().id);
        try {
            return InternalHost.add(suffix, by, clock.instant());
        } catch (ConstraintViolationException meanwhile) {
            throw Problem.refused("Somebody else listed " + suffix.text() + " at this moment.");
        }
    }

    /** Takes one off the list. */
    void remove(String typed) {
        caller.mustBe(Role.ADMIN);
        HostSuffix suffix = HostSuffix.read(typed).orElseThrow(InternalHosts::unknown);
        if (BUILT_IN.contains(suffix.text())) {
            throw Problem.refused(
                    "." + suffix.text() + " is internal in every installation; it cannot be taken off the list.");
        }
        if (!InternalHost.remove(suffix)) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such suffix in the list of internal hosts.");
    }
}

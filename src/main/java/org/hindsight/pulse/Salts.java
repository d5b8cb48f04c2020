package org.hindsight.pulse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Turns an address and a browser into a hash that tells the same person apart for a while and can be turned back by nobody:
 * its salt is new every day, and thrown away the day after.
 */
@Singleton
class Salts {

    private static final Logger LOG = Logger.getLogger(Salts.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;

    /** By day; each is only ever copied, since it is made for one thread. */
    private final Map<LocalDate, Mac> known = new ConcurrentHashMap<>();

    private final EntityManager database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Salts(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent start) {
        prepareInTime();
    }

    /** Whether people can be told apart at an instant without asking the database. */
    boolean ready(Instant now) {
        return known.containsKey(day(now)) && known.containsKey(day(now).minusDays(1));
    }

    /** Gets what is needed at an instant, if it is not there yet. */
    void prepareUnlessReady(Instant now) {
        if (!ready(now)) {
            prepare(now);
        }
    }

    @Scheduled(
            every = "1m",
            identity = "salt for the day",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void prepareInTime() {
        try {
            prepare(clock.instant());
        } catch (PersistenceException away) {
            LOG.debug("The database is away; there will be a salt when it is back", away);
        }
    }

    /** Gets what is needed at an instant, and lets go of what is older. */
    void prepare(Instant now) {
        LocalDate today = day(now);
        for (LocalDate day : List.of(today.minusDays(1), today)) {
            known.computeIfAbsent(day, missing -> keyed(salt(missing)));
        }
        known.keySet().removeIf(day -> day.isBefore(today.minusDays(1)));
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("delete from report_salt where of_day < ?1")
                        .setParameter(1, today.minusDays(1))
                        .executeUpdate());
    }

    private byte[] salt(LocalDate day) {
        return read(day).orElseGet(() -> {
            byte[] salt = new byte[LENGTH];
            random.nextBytes(salt);
            try {
                QuarkusTransaction.requiringNew()
                        .run(() -> database.createNativeQuery("insert into report_salt (of_day, salt) values (?1, ?2)")
                                .setParameter(1, day)
                                .setParameter(2, salt)
                                .executeUpdate());
                return salt;
            } catch (PersistenceException taken) {
                return read(day).orElseThrow(() -> taken);
            }
        });
    }

    private Optional<byte[]> read(LocalDate day) {
        List<?> salts = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("select salt from report_salt where of_day = ?1", byte[].class)
                        .setParameter(1, day)
                        .getResultList());
        return salts.stream().map(byte[].class::cast).findFirst();
    }

    /**
     * Whoever reports of a service.
     *
     * @param browser what their browser calls itself
     */
    Report.Person person(long service, String address, String browser, Instant now) {
        String who = service + " " + address + " " + browser;
        boolean early = now.atZone(ZoneOffset.UTC).toLocalTime().isBefore(LocalTime.MIDNIGHT.plus(Reporters.APART));
        return new Report.Person(
                hash(who, day(now)), early ? Optional.of(hash(who, day(now).minusDays(1))) : Optional.empty());
    }

    private static Mac keyed(byte[] salt) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private long hash(String who, LocalDate day) {
        Mac salted = Optional.ofNullable(known.get(day))
                .orElseThrow(() -> new IllegalStateException("There is no salt for " + day + " yet"));
        try {
            Mac mac = (Mac) salted.clone();
            return ByteBuffer.wrap(mac.doFinal(who.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}

package org.hindsight.pulse;

import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hindsight.Api;

/** People who report that a service is broken for them, each from an address of their own. */
final class Crowd {

    private static final AtomicInteger SERVICES = new AtomicInteger();
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    final String slug;
    final String reports;

    private Crowd(String slug) {
        this.slug = slug;
        this.reports = "/api/v1/services/" + slug + "/user-reports";
    }

    /** The users of a new service, which strangers may report of, and whose page is public. */
    static Crowd of(Object... more) {
        String slug = "music-" + SERVICES.incrementAndGet() + "-" + System.nanoTime();
        List<Object> service = new ArrayList<>(List.of(
                "slug",
                slug,
                "name",
                "Music",
                "platforms",
                List.of("MOBILE", "DESKTOP", "WEB"),
                "regions",
                List.of("London", "Manchester"),
                "symptoms",
                List.of("Music does not play", "Signed out"),
                "anonymousReports",
                true,
                "publicPage",
                true));
        service.addAll(List.of(more));
        ADMIN.post("/api/v1/services", fields(service.toArray())).then().statusCode(201);
        return new Crowd(slug);
    }

    /** Three quiet hours, then twelve minutes with so many reports in each: a series of counts up to the last full minute. */
    Response suffers(int onMobile, int onDesktop, int onTheWeb) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        StringBuilder csv = new StringBuilder("time,count,platform,region,symptom\n");
        for (int i = 200; i >= 1; i--) {
            Instant at = now.minus(i, ChronoUnit.MINUTES);
            if (i > 12) {
                csv.append(at).append(",4,MOBILE,London,Music does not play\n");
            } else {
                csv.append("%s,%d,MOBILE,London,Music does not play\n".formatted(at, onMobile));
                csv.append("%s,%d,DESKTOP,Manchester,Signed out\n".formatted(at, onDesktop));
                csv.append("%s,%d,WEB,London,Signed out\n".formatted(at, onTheWeb));
            }
        }
        return ADMIN.request().contentType("text/csv").body(csv.toString()).put(reports + "/series");
    }

    /** Somebody whom nobody has seen before. */
    static String address() {
        int person = PEOPLE.incrementAndGet();
        return "10." + (person >> 16 & 255) + "." + (person >> 8 & 255) + "." + (person & 255);
    }

    static RequestSpecification from(String address) {
        return Api.anonymous().header("X-Forwarded-For", address);
    }

    /** Somebody reports; names and values in turn. */
    Response report(String address, Object... said) {
        return from(address).body(fields(said)).post(reports);
    }

    /** As many people report the same. */
    void report(int people, Object... said) {
        for (int i = 0; i < people; i++) {
            report(address(), said).then().statusCode(202);
        }
    }

    Response counts(String query) {
        return ADMIN.get(reports + query);
    }
}

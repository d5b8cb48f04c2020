package org.hindsight;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The map of the house: which room may use which. The picture in the README shows the same. */
@Tag("plain")
class RoomsTest {

    private static final String EVERYTHING = "everything";

    /** Room → the rooms that it may use besides {@code platform} and {@code account}; lowest first. */
    private static final Map<String, List<String>> ROOMS = house(
            room("platform"),
            room("account"),
            room("incident"),
            room("timeline", "incident"),
            room("pulse", "incident", "timeline"),
            room("investigation", "incident", "timeline", "pulse"),
            room("followup", "incident", "investigation"),
            room("postmortem", "incident", "timeline", "pulse", "investigation", "followup"),
            room("edition", "postmortem", "incident", "timeline", "pulse", "investigation", "followup"),
            room("live", "incident", "timeline"),
            room("intake", "incident", "timeline", "investigation", "pulse"),
            room("archive", EVERYTHING),
            room("search", EVERYTHING),
            room("overview", EVERYTHING),
            room("demo", EVERYTHING));

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.hindsight");

    @TestFactory
    Stream<DynamicTest> usesOnlyTheRoomsThatTheMapNames() {
        return ROOMS.keySet().stream()
                .map(room -> DynamicTest.dynamicTest(
                        room, () -> onlyUsesItsRooms(room).check(house)));
    }

    @Test
    void hasNoCircles() {
        slices().matching("org.hindsight.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(house);
    }

    @Test
    void hasNoRoomThatTheMapDoesNotKnow() {
        classes()
                .should()
                .resideInAnyPackage(packagesOf(ROOMS.keySet().toArray(String[]::new)))
                .allowEmptyShould(true)
                .check(house);
    }

    @Test
    void isOrderedByFeatureAndNotByLayer() {
        noClasses()
                .should()
                .resideInAnyPackage("..dto..", "..service..", "..util..", "..utils..", "..impl..", "..entity..")
                .allowEmptyShould(true)
                .check(house);
    }

    private static ArchRule onlyUsesItsRooms(String room) {
        return noClasses()
                .that(resideInAPackage(packageOf(room)))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.hindsight..").and(resideOutsideOfPackages(packagesOf(usableBy(room)))))
                .allowEmptyShould(true);
    }

    private static String[] usableBy(String room) {
        List<String> named = ROOMS.get(room);
        if (named.contains(EVERYTHING)) {
            return ROOMS.keySet().toArray(String[]::new);
        }
        TreeSet<String> usable = new TreeSet<>(named);
        usable.add(room);
        usable.add("platform");
        if (!room.equals("platform")) {
            usable.add("account");
        }
        return usable.toArray(String[]::new);
    }

    private static String[] packagesOf(String... rooms) {
        return Arrays.stream(rooms).map(RoomsTest::packageOf).toArray(String[]::new);
    }

    private static String packageOf(String room) {
        return "org.hindsight." + room + "..";
    }

    @SafeVarargs
    private static Map<String, List<String>> house(Map.Entry<String, List<String>>... rooms) {
        Map<String, List<String>> house = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> room : rooms) {
            house.put(room.getKey(), room.getValue());
        }
        return house;
    }

    private static Map.Entry<String, List<String>> room(String name, String... mayUse) {
        return entry(name, List.of(mayUse));
    }
}

package org.hindsight.overview;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hindsight.account.Person;
import org.hindsight.followup.ActionType;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.Severity;
import org.hindsight.incident.Status;
import org.hindsight.investigation.Basis;
import org.hindsight.investigation.WorkaroundState;
import org.hindsight.overview.Command.Name;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.time.TimePhrase;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.TypedTime;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/** Reads the lines that begin with a slash. A word may be shortened as long as it stays clear which one is meant. */
@Singleton
class Commands {

    private static final Pattern COMMAND = Pattern.compile("/([a-zA-Z]+)(?:\\s+(.*))?", Pattern.DOTALL);

    private static final String NUMBER = "([0-9][0-9,]*(?:\\.[0-9]+)?)";

    /** Teams affected: ~80–90 of 305 teams. */
    private static final Pattern FIGURE = Pattern.compile(
            "(?<name>[^:]{1,200}):\\s*(?<about>~|about\\s+)?(?<low>" + NUMBER + ")(?:\\s*[–-]\\s*(?<high>" + NUMBER
                    + "))?(?:\\s+of\\s+(?<whole>" + NUMBER + "))?\\s*(?<unit>[^0-9\\s].*)");

    private static final Pattern PROOF = Pattern.compile("(?:^|\\s)#([0-9]{1,9})$");

    private static final Map<String, MilestoneName> MILESTONES = Map.of(
            "started", MilestoneName.IMPACT_STARTED,
            "ack", MilestoneName.ACKNOWLEDGED,
            "public", MilestoneName.FIRST_PUBLIC_UPDATE,
            "informed", MilestoneName.FIRST_PUBLIC_UPDATE);

    private static final Map<String, String> ROLES = Map.of("ic", "COMMANDER", "comms", "COMMUNICATIONS");

    /** Whether a text is meant as a command; {@code /var/log is full} is not. */
    static boolean isMeant(String text) {
        return COMMAND.matcher(text.strip()).matches();
    }

    /**
     * The command in a line.
     *
     * @param line of which {@link #isMeant} holds, once its time is taken off
     * @param typedAt when it was typed: what "now" stands for
     * @throws Problem 400 that says what is wrong with it
     */
    Command read(TypedLine line, ZoneId zone, Instant typedAt) {
        Optional<TimePhrase> time = line.phrase();
        Matcher typed =
                COMMAND.matcher(time.map(TimePhrase::rest).orElse(line.text()).strip());
        if (!typed.matches()) {
            throw new IllegalArgumentException("not a command: " + line.text());
        }
        String rest = typed.group(2) == null ? "" : typed.group(2).strip();
        Name name = name(typed.group(1));
        Form at = time.map(phrase ->
                        Form.EMPTY.with("occurredAt", TypedTime.moment(phrase).toString()))
                .orElse(Form.EMPTY);
        return switch (name) {
            case SEV -> severity(rest, time);
            case STATUS ->
                status(
                        rest,
                        time.isPresent()
                                ? at
                                : at.with(
                                        "occurredAt",
                                        typedAt.atZone(zone).toOffsetDateTime().toString()));
            case MILESTONE -> milestone(rest, time.orElse(null), zone, typedAt);
            case ROLE -> role(rest);
            case NEXT -> next(rest, zone, typedAt);
            case IMPACT -> impact(rest);
            case ACTION -> action(rest);
            case SYMPTOM -> symptom(rest, time);
            case CAUSE -> part(Name.CAUSE, "statement", rest, "Adds a suspected cause.");
            case WORKAROUND ->
                part(Name.WORKAROUND, "text", rest, "Proposes a workaround.")
                        .with("state", WorkaroundState.PROPOSED.name());
        };
    }

    private static Name name(String typed) {
        String word = typed.toLowerCase(Locale.ROOT);
        return Arrays.stream(Name.values())
                .filter(name -> name.word().equals(word) || (word.equals("severity") && name == Name.SEV))
                .findFirst()
                .or(() -> one(word, Arrays.asList(Name.values()), Name::word))
                .orElseThrow(() -> fault("There is no command /" + typed + ". There are "
                        + Arrays.stream(Name.values())
                                .map(name -> "/" + name.word())
                                .collect(Collectors.joining(", "))
                        + ". For a line that begins with a slash, type \\/."));
    }

    private static Command severity(String rest, Optional<TimePhrase> time) {
        if (time.isPresent()) {
            throw fault("A severity counts from now on: leave the time out.");
        }
        String digit = rest.toUpperCase(Locale.ROOT).replaceFirst("^SEV-?", "");
        Severity severity = Arrays.stream(Severity.values())
                .filter(one -> one.name().equals("SEV" + digit))
                .findFirst()
                .orElseThrow(() -> fault("Which severity? /sev 1, 2, 3 or 4."));
        return new Command(
                Name.SEV, Form.EMPTY.with("severity", severity.name()), "Sets the severity to " + severity + ".");
    }

    private static Command status(String rest, Form form) {
        String word = first(rest);
        Status status = one(
                        word.toLowerCase(Locale.ROOT),
                        Arrays.asList(Status.values()),
                        one -> one.name().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> fault("Which status? " + listed(Status.values()) + "."));
        String note = rest.substring(word.length()).strip();
        return new Command(
                Name.STATUS,
                form.with("status", status.name()).with("note", note),
                "Sets the status to " + Wording.words(status).toLowerCase(Locale.ROOT)
                        + (note.isEmpty() ? "." : ", with a note that stays internal."));
    }

    private static Command milestone(String rest, @Nullable TimePhrase before, ZoneId zone, Instant typedAt) {
        String word = first(rest);
        MilestoneName name = Optional.ofNullable(MILESTONES.get(word.toLowerCase(Locale.ROOT)))
                .or(() -> one(
                        word.toLowerCase(Locale.ROOT).replace('-', '_'),
                        Arrays.asList(MilestoneName.values()),
                        one -> one.name().toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> fault("Which milestone? "
                        + Arrays.stream(MilestoneName.values())
                                .map(one -> word(one))
                                .collect(Collectors.joining(", "))
                        + "."));
        String when = rest.substring(word.length()).strip();
        Form form = Form.EMPTY.with("name", name.name());
        String proof = "";
        Matcher proved = PROOF.matcher(when);
        if (proved.find()) {
            form = form.with("entry", proved.group(1));
            proof = ", proved by #" + proved.group(1);
            when = when.substring(0, proved.start()).strip();
        }
        TimePhrase phrase = before;
        if (!when.isEmpty()) {
            String typed = when;
            phrase = TypedTime.phrase(when, zone, typedAt)
                    .orElseThrow(() -> fault("“" + typed + "” " + TypedTime.fault(typed, zone, typedAt)));
        }
        String says = "Sets “" + name.spoken() + "” ";
        if (phrase != null) {
            return new Command(
                    Name.MILESTONE,
                    form.with("at", TypedTime.moment(phrase).toString())
                            .with("precision", phrase.precision().name()),
                    says + "to " + Wording.moment(phrase.at()) + " UTC" + proof + ".");
        }
        if (!proof.isEmpty()) {
            return new Command(Name.MILESTONE, form, says + "to the time of #" + form.value("entry") + ".");
        }
        return new Command(
                Name.MILESTONE,
                form.with("at", typedAt.toString()),
                says + "to now, " + Wording.moment(typedAt) + " UTC.");
    }

    private static Command role(String rest) {
        String word = first(rest);
        String person = rest.substring(word.length()).strip();
        if (word.isEmpty() || person.isEmpty()) {
            throw fault("Which role, and who? /role comms Jonas");
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String role = Optional.ofNullable(ROLES.get(lower))
                .or(() -> one(lower, Roles.USUAL, usual -> usual.toLowerCase(Locale.ROOT)))
                .orElse(word);
        Optional<Person> known = person(person);
        return new Command(
                Name.ROLE,
                Form.EMPTY
                        .with("role", role)
                        .with("person", known.map(Person::email).orElse(person)),
                "Gives the role " + Roles.words(role).toLowerCase(Locale.ROOT) + " to "
                        + known.map(Person::name).orElse(person) + ".");
    }

    private static Command next(String rest, ZoneId zone, Instant typedAt) {
        if (rest.isEmpty()) {
            throw fault("By when? /next 14:30, or /next 30m.");
        }
        if (rest.equalsIgnoreCase("none")) {
            return new Command(
                    Name.NEXT, Form.EMPTY.with("withdraw", "true"), "Takes the promise of the next update back.");
        }
        Instant by = TypedTime.readAhead(rest, zone, typedAt)
                .orElseThrow(() -> fault("“" + rest + "” " + TypedTime.faultAhead(rest, zone, typedAt)));
        return new Command(
                Name.NEXT,
                Form.EMPTY.with("by", by.toString()),
                "Promises the next update by " + Wording.moment(by) + " UTC.");
    }

    /** Somebody with an account, by address, name or first name, if that is clear. */
    private static Optional<Person> person(String typed) {
        List<Person> people = Person.present();
        return people.stream()
                .filter(one -> one.email().equalsIgnoreCase(typed) || one.name().equalsIgnoreCase(typed))
                .findFirst()
                .or(() -> {
                    List<Person> named = people.stream()
                            .filter(one -> first(one.name()).equalsIgnoreCase(typed))
                            .toList();
                    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
                });
    }

    private static Command impact(String rest) {
        Matcher figure = FIGURE.matcher(rest);
        if (!figure.matches()) {
            throw fault(
                    "Write a figure as /impact Teams affected: 90 of 305 teams. ~90 is an estimate, 30–40 a range.");
        }
        Form form = Form.EMPTY
                .with("name", figure.group("name").strip())
                .with("unit", figure.group("unit").strip())
                .with("basis", (figure.group("about") == null ? Basis.MEASURED : Basis.ESTIMATED).name());
        String low = number(figure.group("low"));
        form = figure.group("high") == null
                ? form.with("value", low)
                : form.with("low", low).with("high", number(figure.group("high")));
        form = figure.group("whole") == null ? form : form.with("outOf", number(figure.group("whole")));
        return new Command(
                Name.IMPACT,
                form,
                "Adds the figure “" + form.value("name") + "”, "
                        + (figure.group("about") == null ? "measured." : "estimated."));
    }

    private static String number(String typed) {
        return typed.replace(",", "");
    }

    private static Command action(String rest) {
        String word = first(rest);
        ActionType type = one(
                        word.toLowerCase(Locale.ROOT),
                        Arrays.asList(ActionType.values()),
                        one -> one.name().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> fault("What is the action for? Begin it with " + listed(ActionType.values())
                        + ": /action prevent Renew certificates by themselves"));
        return part(
                        Name.ACTION,
                        "title",
                        rest.substring(word.length()).strip(),
                        "Adds an action to " + type.name().toLowerCase(Locale.ROOT) + ".")
                .with("type", type.name());
    }

    private static Command symptom(String rest, Optional<TimePhrase> time) {
        Command symptom = part(
                Name.SYMPTOM,
                "statement",
                rest,
                "Adds a symptom"
                        + time.map(phrase -> ", first seen " + Wording.moment(phrase.at()) + " UTC")
                                .orElse("") + ".");
        return time.map(phrase ->
                        symptom.with("firstSeenAt", TypedTime.moment(phrase).toString()))
                .orElse(symptom);
    }

    private static Command part(Name name, String field, String text, String says) {
        if (text.isEmpty()) {
            throw fault("What is it? Write it after /" + name.word() + ".");
        }
        return new Command(name, Form.EMPTY.with(field, text), says);
    }

    /** What the composer offers to complete. */
    static List<Command.Offer> offers() {
        List<Command.Offer> offers = new ArrayList<>();
        for (Name name : Name.values()) {
            Stream<Command.Word> words = switch (name) {
                case SEV ->
                    Arrays.stream(Severity.values())
                            .map(one -> new Command.Word(one.name().replace("SEV", ""), one.name()));
                case STATUS -> Arrays.stream(Status.values()).map(Commands::offered);
                case MILESTONE ->
                    Arrays.stream(MilestoneName.values()).map(one -> new Command.Word(word(one), one.spoken()));
                case ACTION -> Arrays.stream(ActionType.values()).map(Commands::offered);
                case ROLE ->
                    Roles.USUAL.stream()
                            .map(role -> new Command.Word(role.toLowerCase(Locale.ROOT), Roles.words(role)));
                case NEXT ->
                    Stream.of(
                            new Command.Word("15m", "in 15 minutes"),
                            new Command.Word("30m", "in 30 minutes"),
                            new Command.Word("60m", "in an hour"),
                            new Command.Word("none", "withdraw the promise"));
                case SYMPTOM, CAUSE, IMPACT, WORKAROUND -> Stream.empty();
            };
            offers.add(new Command.Offer("/" + name.word(), name.example, name.about, words.toList()));
        }
        return offers;
    }

    private static Command.Word offered(Enum<?> one) {
        return new Command.Word(one.name().toLowerCase(Locale.ROOT), Wording.words(one));
    }

    private static String word(MilestoneName name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String first(String text) {
        return text.split("\\s", 2)[0];
    }

    private static String listed(Enum<?>[] all) {
        return Arrays.stream(all)
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    /** The one thing whose name begins with a word, if there is just one. */
    private static <T> Optional<T> one(String word, List<T> all, Function<T, String> name) {
        List<T> fitting = word.isEmpty()
                ? List.of()
                : all.stream().filter(one -> name.apply(one).startsWith(word)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private static Problem fault(String sentence) {
        return Problem.invalid("text", sentence);
    }
}

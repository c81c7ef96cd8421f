package firebreak.drill.chronology;

import firebreak.drill.yaml.Fault;
import firebreak.drill.yaml.Members;
import firebreak.encoding.FormatException;
import firebreak.encoding.Times;
import java.time.Instant;
import java.util.Optional;

/// Reads `at`, `precision` and, for a range, `not_before` and `not_after`.
final class TimeReader {
    static final String AT = "at";

    private static final String PRECISION = "precision";
    private static final String NOT_BEFORE = "not_before";
    private static final String NOT_AFTER = "not_after";
    private static final String TIME = "a UTC time such as \"2022-10-23T12:00:00Z\"";

    private TimeReader() {}

    static Optional<CaseTime> read(Members event) {
        Optional<Instant> at = instant(event, AT);
        Optional<Precision> precision = precision(event);
        if (precision.isPresent() && precision.get() == Precision.RANGE) {
            return range(event, at);
        }
        return at.flatMap(instant -> precision.map(known -> CaseTime.of(instant, known)));
    }

    private static Optional<CaseTime> range(Members event, Optional<Instant> at) {
        Optional<Instant> notBefore = instant(event, NOT_BEFORE);
        Optional<Instant> notAfter = instant(event, NOT_AFTER);
        if (notBefore.isEmpty() || notAfter.isEmpty()) {
            return Optional.empty();
        }
        if (notBefore.get().isAfter(notAfter.get())) {
            String found = Times.format(notBefore.get()) + ", after not_after " + Times.format(notAfter.get());
            event.fault(NOT_BEFORE, found, "not_before at or before not_after");
            return Optional.empty();
        }
        return at.flatMap(instant -> within(event, instant, notBefore.get(), notAfter.get()));
    }

    private static Optional<CaseTime> within(Members event, Instant at, Instant notBefore, Instant notAfter) {
        if (at.isBefore(notBefore) || at.isAfter(notAfter)) {
            event.fault(AT, Times.format(at), "a time within not_before and not_after");
            return Optional.empty();
        }
        return Optional.of(CaseTime.range(at, notBefore, notAfter));
    }

    private static Optional<Precision> precision(Members event) {
        String expected = "one of " + Precision.words();
        Optional<String> word = event.text(PRECISION, expected);
        Optional<Precision> precision = word.flatMap(Precision::of);
        if (word.isPresent() && precision.isEmpty()) {
            event.fault(PRECISION, Fault.quoted(word.get()), expected);
        }
        return precision;
    }

    private static Optional<Instant> instant(Members event, String key) {
        return event.text(key, TIME).flatMap(text -> {
            try {
                return Optional.of(Times.parse(key, text));
            } catch (FormatException notATime) {
                event.fault(key, Fault.quoted(text), TIME);
                return Optional.empty();
            }
        });
    }
}

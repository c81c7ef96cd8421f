package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;

/// Whether what is said counts. Every signed payload says so, and the two never mix: an exercise charter
/// has other hashes, other channels and other records than a live one.
public enum Mode {
    LIVE("live"),
    EXERCISE("exercise");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public Json toJson() {
        return Json.of(word);
    }

    public static Mode read(String place, Json value) throws FormatException {
        return switch (Fields.asString(place, value)) {
            case "live" -> LIVE;
            case "exercise" -> EXERCISE;
            default -> throw new FormatException(place, "expected 'live' or 'exercise'");
        };
    }
}

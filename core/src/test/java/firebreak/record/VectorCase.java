package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import firebreak.identity.RecordSecret;
import firebreak.identity.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One case of `spec/vectors/record.json`.
record VectorCase(Json json) {
    private static final String FILE = "record.json";

    /// What a case asks of the code; gives the verdict, `valid` or a reason for refusal.
    @FunctionalInterface
    interface Verdict {
        String of(VectorCase input) throws FormatException;
    }

    static List<VectorCase> all(String list) {
        return Vectors.cases(FILE, list).stream().map(VectorCase::new).toList();
    }

    /// The record whose seeds the file gives.
    static VectorCase keys() {
        return all("keys").getFirst();
    }

    Origin origin() {
        return new Origin(text("origin"));
    }

    RecordSecret secret() {
        try (Secret seeds = Secret.wrap(hex("seeds").toArray())) {
            return RecordSecret.fromSecret(seeds);
        }
    }

    String verdictOf(Verdict verdict) {
        try {
            return verdict.of(this);
        } catch (FormatException refused) {
            return "malformed";
        }
    }

    /// What the file expects: its verdict, or the reason for `refused` where it gives one.
    String expected() {
        return Vectors.has(json, "reason") ? text("reason") : text("verdict");
    }

    static String name(Enum<?> fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String text(String name) {
        return Vectors.text(json, name);
    }

    Bytes utf8(String name) {
        return Bytes.ofUtf8(text(name));
    }

    Bytes hex(String name) {
        return Vectors.hex(json, name);
    }

    Hash hash(String name) {
        return new Hash(hex(name));
    }

    List<Hash> hashes(String name) throws FormatException {
        return Fields.asList(name, Vectors.member(json, name), Fields::asHash);
    }

    List<String> strings(String name) throws FormatException {
        return Fields.asList(name, Vectors.member(json, name), Fields::asString);
    }

    /// An object whose members are all strings.
    Map<String, String> texts(String name) throws FormatException {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, Json> member :
                ((Json.Obj) Vectors.member(json, name)).members().entrySet()) {
            texts.put(member.getKey(), Fields.asString(member.getKey(), member.getValue()));
        }
        return texts;
    }

    long number(String name) throws FormatException {
        return Fields.asInteger(name, Vectors.member(json, name));
    }

    @Override
    public String toString() {
        return text("id") + ": " + text("comment");
    }
}

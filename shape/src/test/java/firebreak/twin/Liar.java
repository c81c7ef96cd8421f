package firebreak.twin;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Changes one value of a payload into another that might be right: a hash into another hash of the same story, a
/// number
/// into its neighbour, a list into a shorter one. What is well formed still, and false.
final class Liar {
    private static final int MOST_BYTES = 1 << 20;
    private static final List<String> TIMES = List.of(
            "2026-02-28T12:00:00Z", "2026-02-28T11:59:59.999Z", "2026-05-30T12:00:00Z", "2026-05-30T11:59:59.999Z");

    private final Random random;
    private final List<String> words;
    private int left;

    private Liar(Random random, List<String> words, int left) {
        this.random = random;
        this.words = words;
        this.left = left;
    }

    /// Every text of a payload, to lie with in another.
    static List<String> words(Bytes payload) {
        List<String> words = new ArrayList<>();
        gather(read(payload), words);
        return words;
    }

    static Bytes lie(Bytes payload, List<String> words, Random random) {
        Json honest = read(payload);
        return Canonical.write(new Liar(random, words, random.nextInt(count(honest))).walk(honest));
    }

    private static Json read(Bytes payload) {
        try {
            return Canonical.read("payload", payload, MOST_BYTES);
        } catch (FormatException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void gather(Json value, List<String> words) {
        switch (value) {
            case Json.Obj(Map<String, Json> members) -> members.values().forEach(member -> gather(member, words));
            case Json.Arr(List<Json> items) -> items.forEach(item -> gather(item, words));
            case Json.Str(String word) -> words.add(word);
            case Json.Num _, Json.Bool _, Json.Null _ -> {}
        }
    }

    private static int count(Json value) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members) ->
                1 + members.values().stream().mapToInt(Liar::count).sum();
            case Json.Arr(List<Json> items) ->
                1 + items.stream().mapToInt(Liar::count).sum();
            case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> 1;
        };
    }

    /// The value with the one at the place drawn changed.
    private Json walk(Json value) {
        if (left-- == 0) {
            return changed(value);
        }
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                Map<String, Json> walked = new TreeMap<>();
                members.forEach((name, member) -> walked.put(name, walk(member)));
                yield new Json.Obj(walked);
            }
            case Json.Arr(List<Json> items) ->
                new Json.Arr(items.stream().map(this::walk).toList());
            case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> value;
        };
    }

    private Json changed(Json value) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                Map<String, Json> fewer = new TreeMap<>(members);
                List<String> names = List.copyOf(fewer.keySet());
                if (!names.isEmpty()) {
                    fewer.remove(names.get(random.nextInt(names.size())));
                }
                yield new Json.Obj(fewer);
            }
            case Json.Arr(List<Json> items) -> {
                List<Json> other = new ArrayList<>(items);
                if (random.nextBoolean() && !other.isEmpty()) {
                    other.remove(random.nextInt(other.size()));
                } else if (!other.isEmpty()) {
                    other.add(random.nextInt(other.size()), other.get(random.nextInt(other.size())));
                }
                yield new Json.Arr(other);
            }
            case Json.Str(String word) -> new Json.Str(another(word));
            case Json.Num(double number) -> new Json.Num(number + (random.nextBoolean() ? 1 : -1));
            case Json.Bool(boolean flag) -> new Json.Bool(!flag);
            case Json.Null _ -> value;
        };
    }

    /// Mostly of the same length, so that it is of the same kind.
    private String another(String word) {
        if (word.endsWith("Z") && word.startsWith("20")) {
            return TIMES.get(random.nextInt(TIMES.size()));
        }
        List<String> alike = words.stream()
                .filter(other -> other.length() == word.length() && !other.equals(word))
                .distinct()
                .toList();
        return alike.isEmpty() || random.nextInt(10) == 0
                ? words.get(random.nextInt(words.size()))
                : alike.get(random.nextInt(alike.size()));
    }
}

package firebreak.encoding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A JSON value like another, but for one to three places.
final class DamagedJson {
    private static final List<Json> STRANGE = List.of(
            new Json.Null(),
            new Json.Bool(true),
            new Json.Num(0),
            new Json.Num(-1),
            new Json.Num(0.5),
            new Json.Num(9_007_199_254_740_991.0),
            new Json.Num(9_007_199_254_740_992.0),
            new Json.Num(1e300),
            new Json.Str(""),
            new Json.Str(" "),
            new Json.Str("x"),
            new Json.Str("0"),
            new Json.Str("-0"),
            new Json.Str("../.."),
            new Json.Str("9999-12-31T23:59:59.999999999Z"),
            new Json.Str("0000-00-00T24:00:60Z"),
            new Json.Str("\u0000\u001b[2J\u202e\ud83d\udca9\uffff"),
            new Json.Str("A".repeat(70_000)),
            new Json.Arr(List.of()),
            new Json.Obj(Map.of()));

    private final Random random;
    private int left;

    private DamagedJson(Random random, int left) {
        this.random = random;
        this.left = left;
    }

    static Json of(Json good, Random random) {
        Json damaged = good;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            damaged = new DamagedJson(random, random.nextInt(size(damaged))).walk(damaged);
        }
        return damaged;
    }

    private static int size(Json value) {
        return 1
                + switch (value) {
                    case Json.Obj(Map<String, Json> members) ->
                        members.values().stream().mapToInt(DamagedJson::size).sum();
                    case Json.Arr(List<Json> items) ->
                        items.stream().mapToInt(DamagedJson::size).sum();
                    case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> 0;
                };
    }

    /// Damages the value at which the count comes to its end.
    private Json walk(Json value) {
        if (left-- == 0) {
            return damaged(value);
        }
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                Map<String, Json> walked = new LinkedHashMap<>();
                members.forEach((name, member) -> walked.put(name, walk(member)));
                yield new Json.Obj(walked);
            }
            case Json.Arr(List<Json> items) ->
                new Json.Arr(items.stream().map(this::walk).toList());
            case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> value;
        };
    }

    private Json damaged(Json value) {
        if (random.nextInt(3) == 0) {
            return STRANGE.get(random.nextInt(STRANGE.size()));
        }
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> members(new LinkedHashMap<>(members));
            case Json.Arr(List<Json> items) -> items(new ArrayList<>(items));
            case Json.Str(String text) -> new Json.Str(text(text));
            case Json.Num(double number) -> new Json.Num(number + random.nextInt(5) - 2);
            case Json.Bool(boolean yes) -> new Json.Bool(!yes);
            case Json.Null _ -> new Json.Str("null");
        };
    }

    private Json members(Map<String, Json> members) {
        List<String> names = List.copyOf(members.keySet());
        String one = names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
        String other = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
        Json value = members.getOrDefault(one, new Json.Null());
        switch (random.nextInt(4)) {
            case 0 -> members.remove(one);
            case 1 -> members.put(one + "x", value);
            case 2 -> members.put(other, value);
            default -> members.put(one, new Json.Arr(List.of(value, value)));
        }
        return new Json.Obj(members);
    }

    private Json items(List<Json> items) {
        if (items.isEmpty()) {
            return new Json.Arr(List.of(STRANGE.get(random.nextInt(STRANGE.size()))));
        }
        int at = random.nextInt(items.size());
        switch (random.nextInt(4)) {
            case 0 -> items.remove(at);
            case 1 -> items.add(items.get(at));
            case 2 -> Collections.shuffle(items, random);
            default -> {
                while (items.size() < 2_000) {
                    items.add(items.get(at));
                }
            }
        }
        return new Json.Arr(items);
    }

    private String text(String text) {
        int at = random.nextInt(text.length() + 1);
        String rest = text.substring(Math.min(text.length(), at + 1));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + rest;
            case 1 -> text.substring(0, at) + (char) (' ' + random.nextInt(95)) + rest;
            case 2 -> text + text;
            default -> text.substring(0, at) + "Aa0-_/\u00e9\n ".charAt(random.nextInt(9)) + text.substring(at);
        };
    }
}

package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;

/// What one counterpart may send in a channel, so that a line cannot be used as a weapon. What exceeds a
/// quota is put off and stays with its sender, never dropped.
///
/// @param leavesPerMinute leaves of any type accepted from one member
/// @param flashPerDay notes of precedence FLASH that alarm as FLASH
/// @param heldItems held items kept per member
public record Quotas(int leavesPerMinute, int flashPerDay, int heldItems) {
    public static final Quotas USUAL = new Quotas(6_000, 24, 1_000);
    private static final int MOST = 10_000_000;

    public Quotas {
        if (leavesPerMinute < 1 || flashPerDay < 0 || heldItems < 1) {
            throw new IllegalArgumentException("quotas are positive");
        }
    }

    Json toJson() {
        return Json.object()
                .with("leavesPerMinute", leavesPerMinute)
                .with("flashPerDay", flashPerDay)
                .with("heldItems", heldItems)
                .build();
    }

    static Quotas read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Quotas quotas = new Quotas(
                fields.integer("leavesPerMinute", 1, MOST),
                fields.integer("flashPerDay", 0, MOST),
                fields.integer("heldItems", 1, MOST));
        fields.done();
        return quotas;
    }
}

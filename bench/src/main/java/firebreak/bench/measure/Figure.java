package firebreak.bench.measure;

import firebreak.encoding.Json;
import java.util.Locale;

/// A measured number as it is shown: never with more digits than it means.
public final class Figure {
    private Figure() {}

    /// With three significant digits, or whole where it is greater.
    public static String text(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /// To a thousandth.
    public static Json json(double value) {
        return new Json.Num(Math.round(value * 1_000) / 1_000.0);
    }

    /// Bytes in kB of 1,000.
    public static String kb(long bytes) {
        return text(bytes / 1_000.0) + " kB";
    }
}

package firebreak.carriage;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.util.ArrayList;
import java.util.List;

/// Several parcels in one run of bytes: the body of a request, or a file that a courier carries.
///
/// ```
/// "FBB1" ‖ count (4) ‖ for each: length (4) ‖ parcel
/// ```
/// The parcels are left unparsed, so that one bad parcel does not hide the others.
public record Bundle(List<Bytes> parcels) {
    public static final int MAX_PARCELS = 1_024;

    /// Largest bundle, in bytes.
    public static final int MAX_BYTES = 32 << 20;

    private static final Bytes MAGIC = Bytes.ofUtf8("FBB1");

    public Bundle {
        parcels = List.copyOf(parcels);
        if (parcels.size() > MAX_PARCELS) {
            throw new IllegalArgumentException("a bundle holds at most " + MAX_PARCELS + " parcels");
        }
    }

    public Bytes bytes() {
        List<Bytes> parts = new ArrayList<>();
        parts.add(MAGIC);
        parts.add(Length.of(parcels.size()));
        for (Bytes parcel : parcels) {
            parts.add(Length.of(parcel));
            parts.add(parcel);
        }
        return Bytes.concat(parts.toArray(Bytes[]::new));
    }

    public static Bundle parse(String place, Bytes bytes) throws FormatException {
        if (bytes.size() > MAX_BYTES) {
            throw new FormatException(
                    place, "expected a bundle of at most " + MAX_BYTES + " bytes, found " + bytes.size());
        }
        ByteReader in = new ByteReader(place, bytes);
        in.expect(MAGIC, "expected a bundle of parcels: it begins with FBB1");
        int count = in.length(MAX_PARCELS, "number of parcels");
        List<Bytes> parcels = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parcels.add(in.lengthed(Parcel.MAX_BYTES, "parcel " + (i + 1)));
        }
        in.end();
        return new Bundle(parcels);
    }
}

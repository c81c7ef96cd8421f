package firebreak.identity;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A signed object: JWS JSON General serialization (RFC 7515 section 7.2.1) in canonical JSON, so that one
/// payload with one set of lines is one run of bytes. That it parses says nothing about its signatures;
/// [SignatureCheck] does.
///
/// ```
/// {"payload":"…","signatures":[{"protected":"…","signature":"…"},…]}
/// ```
public final class Jws {
    /// Bytes of the whole.
    public static final int MAX_SIZE = 1 << 20;
    public static final int MAX_LINES = 128;

    private final Bytes payload;
    private final List<Line> lines;
    private final Bytes bytes;

    private Jws(Bytes payload, List<Line> lines, Bytes bytes) {
        this.payload = payload;
        this.lines = lines;
        this.bytes = bytes;
    }

    /// @param lines in any order; they are kept in ascending order of key id
    /// @throws IllegalArgumentException without a line, beyond a limit, or when a key id comes twice
    public static Jws of(Bytes payload, List<Line> lines) {
        List<Line> sorted =
                lines.stream().sorted((a, b) -> a.keyId.compareTo(b.keyId)).toList();
        if (sorted.isEmpty() || sorted.size() > MAX_LINES) {
            throw new IllegalArgumentException("a JWS has 1 to 128 lines, not " + sorted.size());
        }
        if (!isAscending(sorted)) {
            throw new IllegalArgumentException("a key id comes twice in one JWS");
        }
        Bytes bytes = write(payload, sorted);
        if (bytes.size() > MAX_SIZE) {
            throw new IllegalArgumentException("a JWS has at most 1 MiB, not " + bytes.size() + " bytes");
        }
        return new Jws(payload, sorted, bytes);
    }

    /// Signs with every key of every signer.
    public static Jws sign(Bytes payload, Signer... signers) {
        List<Line> lines = new ArrayList<>();
        for (Signer signer : signers) {
            lines.addAll(signer.sign(payload));
        }
        return of(payload, lines);
    }

    public static Jws parse(String place, Bytes bytes) throws FormatException {
        Fields fields = Fields.of(place, Canonical.read(place, bytes, MAX_SIZE));
        Bytes payload = fields.required("payload", Jwk::asBytes);
        List<Line> lines = fields.list("signatures", Line::read);
        fields.done();
        String at = place + ".signatures";
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new FormatException(at, "expected 1 to " + MAX_LINES + " signatures");
        }
        if (!isAscending(lines)) {
            throw new FormatException(at, "expected ascending order of kid, and no kid twice");
        }
        return new Jws(payload, lines, bytes);
    }

    private static Bytes write(Bytes payload, List<Line> lines) {
        return Canonical.write(Json.object()
                .with("payload", payload.base64Url())
                .with("signatures", Json.list(lines, Line::toJson))
                .build());
    }

    private static boolean isAscending(List<Line> lines) {
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i - 1).keyId.compareTo(lines.get(i).keyId) >= 0) {
                return false;
            }
        }
        return true;
    }

    public Bytes payload() {
        return payload;
    }

    /// In ascending order of key id.
    public List<Line> lines() {
        return lines;
    }

    public Optional<Line> line(KeyId keyId) {
        return lines.stream().filter(line -> line.keyId.equals(keyId)).findFirst();
    }

    /// The canonical bytes of the whole.
    public Bytes bytes() {
        return bytes;
    }

    /// The same payload with further lines; a line that is already here, equal, is kept once.
    ///
    /// @throws IllegalArgumentException as [#of], for example when a key id is here with another signature
    public Jws withLines(List<Line> more) {
        List<Line> all = new ArrayList<>(lines);
        more.stream().filter(line -> !all.contains(line)).forEach(all::add);
        return of(payload, all);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Jws that && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    @Override
    public String toString() {
        return "Jws[" + payload.size() + " bytes, " + lines.size() + " lines]";
    }

    /// One signature with its protected header, which is always exactly `{"alg":…,"kid":…}`; there is no
    /// unprotected one.
    ///
    /// @param algorithm what the line says it was made with: a claim, never what it is verified with
    public record Line(Algorithm algorithm, KeyId keyId, Bytes signature) {
        private static final int MAX_HEADER = 512;

        public Line {
            if (signature.isEmpty()) {
                throw new IllegalArgumentException("a line has a signature");
            }
        }

        static Line sign(SigningKey key, Bytes payload) {
            VerifyingKey known = key.publicKey();
            Bytes input = signingInput(known.algorithm(), known.id(), payload);
            return new Line(known.algorithm(), known.id(), key.sign(input));
        }

        /// What the signature is over (RFC 7515 section 5.1): `base64url(header) . base64url(payload)`.
        public Bytes signingInput(Bytes payload) {
            return signingInput(algorithm, keyId, payload);
        }

        private static Bytes signingInput(Algorithm algorithm, KeyId keyId, Bytes payload) {
            return Bytes.ofUtf8(header(algorithm, keyId) + "." + payload.base64Url());
        }

        private static String header(Algorithm algorithm, KeyId keyId) {
            return Canonical.write(Json.object()
                            .with("alg", algorithm.toJson())
                            .with("kid", keyId.toJson())
                            .build())
                    .base64Url();
        }

        private Json toJson() {
            return Json.object()
                    .with("protected", header(algorithm, keyId))
                    .with("signature", signature.base64Url())
                    .build();
        }

        private static Line read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            Bytes header = fields.required("protected", Jwk::asBytes);
            Bytes signature = fields.required("signature", Jwk::asBytes);
            fields.done();
            if (signature.isEmpty()) {
                throw new FormatException(place + ".signature", "expected at least one byte");
            }
            return readHeader(place + ".protected", header, signature);
        }

        private static Line readHeader(String place, Bytes header, Bytes signature) throws FormatException {
            Fields fields = Fields.of(place, Canonical.read(place, header, MAX_HEADER));
            Algorithm algorithm = fields.required("alg", Algorithm::read);
            KeyId keyId = fields.required("kid", KeyId::read);
            fields.done();
            return new Line(algorithm, keyId, signature);
        }
    }
}

package firebreak.node.wire;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A node's TLS key (Ed25519, RFC 8410) and the certificate that carries it. The certificate is a mere
/// envelope for the key: self-signed, nameless, without extensions, valid without end (RFC 5280 section
/// 4.1.2.5), and the same bytes for the same seed. Peers pin the key ([#spkiHash]) and read nothing else.
public final class TlsIdentity {
    /// Bytes of the seed from which everything follows.
    public static final int SEED_SIZE = 32;

    private static final X500Name NAME = new X500Name("CN=firebreak");
    private static final Date FROM = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Date WITHOUT_END = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

    private final PrivateKey key;
    private final X509Certificate certificate;

    private TlsIdentity(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /// @param seed 32 secret bytes; the caller keeps them and may wipe them afterwards
    public static TlsIdentity fromSeed(byte[] seed) {
        if (seed.length != SEED_SIZE) {
            throw new IllegalArgumentException("the seed of a TLS key has " + SEED_SIZE + " bytes, not " + seed.length);
        }
        return of(new Ed25519PrivateKeyParameters(seed), FROM, WITHOUT_END);
    }

    static TlsIdentity of(Ed25519PrivateKeyParameters secret, Date from, Date until) {
        try {
            byte[] encoded = PrivateKeyInfoFactory.createPrivateKeyInfo(secret).getEncoded();
            PrivateKey key =
                    KeyFactory.getInstance("Ed25519", WireCrypto.BC).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            SubjectPublicKeyInfo spki =
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(secret.generatePublicKey());
            return new TlsIdentity(key, selfSigned(key, spki, from, until));
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("a valid seed did not make a certificate", impossible);
        }
    }

    /// What peers pin: SHA-256 of this key's SubjectPublicKeyInfo in DER.
    public Hash spkiHash() {
        return spkiHash(certificate);
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + spkiHash().brief() + "]";
    }

    static Hash spkiHash(X509Certificate certificate) {
        return Hash.of(Bytes.wrap(certificate.getPublicKey().getEncoded()));
    }

    PrivateKey key() {
        return key;
    }

    X509Certificate certificate() {
        return certificate;
    }

    private static X509Certificate selfSigned(PrivateKey key, SubjectPublicKeyInfo spki, Date from, Date until)
            throws IOException, OperatorCreationException, CertificateException {
        BigInteger serial = new BigInteger(
                1, Hash.of(Bytes.wrap(spki.getEncoded())).bytes().slice(0, 16).toArray());
        var builder = new X509v3CertificateBuilder(NAME, serial, from, until, NAME, spki);
        var signer = new JcaContentSignerBuilder("Ed25519")
                .setProvider(WireCrypto.BC)
                .build(key);
        return new JcaX509CertificateConverter().setProvider(WireCrypto.BC).getCertificate(builder.build(signer));
    }
}

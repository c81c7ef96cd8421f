package firebreak.node.wire;

import firebreak.encoding.Hash;
import firebreak.encoding.Text;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts a certificate for its key and nothing else: one certificate, an Ed25519 key, a hash that the
/// rule accepts. Name, dates, issuer, extensions and self-signature are not read, because the manifest
/// and not the certificate says whose key this is and how long; TLS itself proves possession of the key.
final class PinnedTrust extends X509ExtendedTrustManager {
    /// Decides about a presented key; refuses by throwing, with a sentence for the log.
    @FunctionalInterface
    interface Rule {
        void check(Hash spki, @Nullable Socket socket) throws CertificateException;
    }

    private final Rule rule;

    PinnedTrust(Rule rule) {
        this.rule = rule;
    }

    private void check(X509Certificate[] chain, @Nullable Socket socket) throws CertificateException {
        if (chain.length != 1) {
            throw new CertificateException("it shows " + chain.length + " certificates, not exactly one");
        }
        String algorithm = chain[0].getPublicKey().getAlgorithm();
        if (!algorithm.equals("Ed25519") && !algorithm.equals("EdDSA")) {
            throw new CertificateException("it shows a key of " + Text.printable(algorithm, 40) + ", not of Ed25519");
        }
        rule.check(TlsIdentity.spkiHash(chain[0]), socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, null);
    }

    /// No issuers are named to the peer.
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}

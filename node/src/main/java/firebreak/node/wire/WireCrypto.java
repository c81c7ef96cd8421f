package firebreak.node.wire;

import java.security.AlgorithmParameters;
import java.security.KeyManagementException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.NoSuchPaddingException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.bouncycastle.jcajce.util.JcaJceHelper;
import org.bouncycastle.jcajce.util.ProviderJcaJceHelper;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/// The one way in which nodes speak TLS, and the provider instances that do it. Nothing is registered
/// with `java.security.Security`: the rest of the process keeps the providers it had.
final class WireCrypto {
    static final Provider BC = new BouncyCastleProvider();
    static final String GROUP = "X25519MLKEM768";
    static final String SUITE = "TLS_AES_256_GCM_SHA384";
    static final String VERSION = "TLSv1.3";
    static final String SIGNATURE = "ed25519";

    static final Provider JSSE = new BouncyCastleJsseProvider(false, new MixedCrypto());

    private WireCrypto() {}

    /// A context that shows the identity of the moment and trusts by `trust` alone.
    static SSLContext context(Supplier<TlsIdentity> own, TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance(VERSION, JSSE);
            context.init(new KeyManager[] {new OwnKey(own)}, new TrustManager[] {trust}, new SecureRandom());
            return context;
        } catch (NoSuchAlgorithmException | KeyManagementException impossible) {
            throw new IllegalStateException("Bouncy Castle does not offer TLS 1.3", impossible);
        }
    }

    /// Every parameter has one value: there is nothing to negotiate, so nothing to downgrade.
    static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters(new String[] {SUITE}, new String[] {VERSION});
        parameters.setNamedGroups(new String[] {GROUP});
        parameters.setSignatureSchemes(new String[] {SIGNATURE});
        parameters.setNeedClientAuth(true);
        return parameters;
    }

    /// Bouncy Castle's algorithms, but AES-GCM, HMAC and SHA-2 from the JDK, which has them in machine
    /// instructions: a full record of 16 kB took 3 microseconds there and 150 here.
    private static final class MixedCrypto extends JcaTlsCryptoProvider {
        private final JcaJceHelper helper = new MixedHelper();

        @Override
        public JcaJceHelper getHelper() {
            return helper;
        }
    }

    private static final class MixedHelper extends ProviderJcaJceHelper {
        MixedHelper() {
            super(BC);
        }

        @Override
        public Cipher createCipher(String name) throws NoSuchAlgorithmException, NoSuchPaddingException {
            return name.startsWith("AES/GCM/") ? Cipher.getInstance(name) : super.createCipher(name);
        }

        @Override
        public AlgorithmParameters createAlgorithmParameters(String name) throws NoSuchAlgorithmException {
            return name.equals("GCM") ? AlgorithmParameters.getInstance(name) : super.createAlgorithmParameters(name);
        }

        @Override
        public Mac createMac(String name) throws NoSuchAlgorithmException {
            return name.toUpperCase(java.util.Locale.ROOT).startsWith("HMACSHA")
                    ? Mac.getInstance(name)
                    : super.createMac(name);
        }

        @Override
        public MessageDigest createMessageDigest(String name) throws NoSuchAlgorithmException {
            return name.startsWith("SHA-") ? MessageDigest.getInstance(name) : super.createMessageDigest(name);
        }
    }
}

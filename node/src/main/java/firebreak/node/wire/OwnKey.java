package firebreak.node.wire;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Shows the one identity a node has now, to whoever asks and in either role. An alias is the hash of its key, so
/// that a handshake under way ends with the key it began with.
final class OwnKey extends X509ExtendedKeyManager {
    private final Supplier<TlsIdentity> own;
    private final Map<String, TlsIdentity> shown = new ConcurrentHashMap<>();

    OwnKey(Supplier<TlsIdentity> own) {
        this.own = own;
    }

    private String alias() {
        TlsIdentity now = own.get();
        String alias = now.spkiHash().hex();
        shown.putIfAbsent(alias, now);
        return alias;
    }

    private TlsIdentity of(String alias) {
        TlsIdentity identity = shown.get(alias);
        return identity == null ? own.get() : identity;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {alias()};
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {alias()};
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias();
    }

    @Override
    public String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias();
    }

    @Override
    public String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias();
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {of(alias).certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return of(alias).key();
    }
}

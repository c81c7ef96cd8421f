package firebreak.node.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// A server's TLS as Helidon must use it. Helidon 4.5.0 layers TLS over an accepted socket through the
/// context's socket factory and sets no parameters there, not even that a client certificate is needed;
/// its other way, by `SSLEngine`, looks up the name of every caller's address first. So the factory given
/// to it admits, sets every parameter and starts the clock, and the engines are refused.
final class GuardedContext extends SSLContext {
    GuardedContext(SSLContext context, Connections connections) {
        super(
                new Spi(context, new Factory(context.getSocketFactory(), connections)),
                context.getProvider(),
                context.getProtocol());
    }

    private static final class Factory extends SSLSocketFactory {
        private final SSLSocketFactory factory;
        private final Connections connections;

        Factory(SSLSocketFactory factory, Connections connections) {
            this.factory = factory;
            this.connections = connections;
        }

        @Override
        public Socket createSocket(Socket accepted, @Nullable InputStream consumed, boolean autoClose)
                throws IOException {
            connections.admit(accepted);
            SSLSocket secured = (SSLSocket) factory.createSocket(accepted, consumed, true);
            secured.setUseClientMode(false);
            secured.setSSLParameters(WireCrypto.parameters());
            return secured;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return new String[] {WireCrypto.SUITE};
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return new String[] {WireCrypto.SUITE};
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) {
            throw onlyAccepted();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw onlyAccepted();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw onlyAccepted();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw onlyAccepted();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw onlyAccepted();
        }
    }

    private static final class Spi extends SSLContextSpi {
        private final SSLContext context;
        private final SSLSocketFactory factory;

        Spi(SSLContext context, SSLSocketFactory factory) {
            this.context = context;
            this.factory = factory;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new IllegalStateException("the context of a member server is complete");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return factory;
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        /// Helidon makes one engine at its start to see that the parameters are valid.
        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return context.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            throw onlyAccepted();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }
    }

    private static UnsupportedOperationException onlyAccepted() {
        return new UnsupportedOperationException("a member server secures only the sockets it accepted");
    }
}

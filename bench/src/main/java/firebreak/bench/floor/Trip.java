package firebreak.bench.floor;

import firebreak.bench.measure.Samples;
import firebreak.bench.measure.Stopwatch;
import firebreak.node.wire.BareLine;
import firebreak.node.wire.TlsIdentity;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A round trip on loopback over the nodes' own TLS, both sides showing their keys, on a kept connection: a parcel
/// one way, a short answer back, no HTTP around them.
final class Trip {
    private final byte[] parcel;
    private final byte[] answer;

    /// @param parcelBytes one way
    /// @param answerBytes the other
    Trip(int parcelBytes, int answerBytes) {
        parcel = new byte[parcelBytes];
        answer = new byte[answerBytes];
    }

    Samples time(Stopwatch stopwatch) throws IOException {
        TlsIdentity one = identity();
        TlsIdentity other = identity();
        AtomicBoolean over = new AtomicBoolean();
        try (SSLServerSocket server = BareLine.server(one, other.spkiHash())) {
            Thread answering =
                    Thread.ofPlatform().daemon(true).name("bench-trip").start(() -> answer(server, over));
            try (SSLSocket line = BareLine.connect(other, one.spkiHash(), server.getLocalPort())) {
                OutputStream out = line.getOutputStream();
                InputStream in = line.getInputStream();
                Samples samples = stopwatch.time(() -> {
                    out.write(parcel);
                    out.flush();
                    if (in.readNBytes(answer.length).length < answer.length) {
                        throw new IOException("the other end closed the line");
                    }
                });
                over.set(true);
                return samples;
            } finally {
                over.set(true);
                answering.interrupt();
            }
        }
    }

    private static TlsIdentity identity() {
        byte[] seed = new byte[TlsIdentity.SEED_SIZE];
        new SecureRandom().nextBytes(seed);
        return TlsIdentity.fromSeed(seed);
    }

    private void answer(SSLServerSocket server, AtomicBoolean over) {
        try (SSLSocket line = (SSLSocket) server.accept()) {
            line.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(line.getInputStream());
            byte[] taken = new byte[parcel.length];
            while (!over.get()) {
                in.readFully(taken);
                line.getOutputStream().write(answer);
                line.getOutputStream().flush();
            }
        } catch (IOException closed) {
            if (!over.get()) {
                throw new java.io.UncheckedIOException("the answering end of the line failed", closed);
            }
        }
    }
}

package firebreak.cli.file;

import firebreak.cli.console.Ticker;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Tells how far the reading of a file has come.
final class CountedInput extends FilterInputStream {
    private static final long MIB = 1 << 20;

    private final long size;
    private final Ticker ticker;
    private long read;

    CountedInput(InputStream in, long size, Ticker ticker) {
        super(in);
        this.size = size;
        this.ticker = ticker;
    }

    @Override
    public int read() throws IOException {
        int found = super.read();
        count(found < 0 ? 0 : 1);
        return found;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        int found = super.read(into, at, most);
        count(Math.max(found, 0));
        return found;
    }

    private void count(long more) {
        read += more;
        ticker.at(read / MIB, size / MIB);
    }
}

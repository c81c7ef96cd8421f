package firebreak.ship;

import firebreak.encoding.FormatException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The program behind `./firebreak image` and `./firebreak reproduce`; `ship/commands.sh` builds the trees for it.
///
/// ```
/// image ROOT OUT        the archive of the tree ROOT, its hash and its unpacked folder, into OUT
/// compare ROOT OTHER    whether two built trees give the same bytes; the first lines say where not
/// ```
///
/// Exit codes: 0 done, 1 refused, failed or different, 2 wrong usage.
public final class Ship {
    private static final int SHOWN = 20;
    private static final int MEGABYTE = 1_000_000;

    private Ship() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() != 3) {
            err.println("firebreak: usage: image ROOT OUT, or compare ROOT OTHER");
            return 2;
        }
        Path first = Path.of(arguments.get(1)).toAbsolutePath().normalize();
        Path second = Path.of(arguments.get(2)).toAbsolutePath().normalize();
        try {
            return switch (arguments.getFirst()) {
                case "image" -> image(first, second, out);
                case "compare" -> compare(new TwoBuilds(first, second), out);
                default -> throw new IOException("there is no " + arguments.getFirst());
            };
        } catch (FormatException malformed) {
            err.println("firebreak: " + malformed.reason());
        } catch (IOException failed) {
            err.println("firebreak: " + failed.getMessage());
        }
        return 1;
    }

    private static int image(Path root, Path to, PrintStream out) throws IOException, FormatException {
        Image image = Image.of(root, Release.here());
        Path folder = image.lay(Files.createDirectories(to));
        Path archive = image.pack(folder);
        out.println(archive);
        out.println("sha256 " + Sha256.of(archive) + ", " + Math.ceilDiv(Files.size(archive), MEGABYTE)
                + " MB; unpacked in " + folder);
        return 0;
    }

    private static int compare(TwoBuilds builds, PrintStream out) throws IOException, FormatException {
        Path space = Files.createTempDirectory("firebreak-compare");
        try {
            Release release = Release.here();
            TwoBuilds.Verdict verdict = builds.compare(space, release);
            if (verdict.differences().isEmpty()) {
                out.println("reproducible: two builds in different folders give the same " + verdict.jars()
                        + " jars, bill of materials and " + release.name() + ".tar.gz, sha256 " + verdict.archive());
                return 0;
            }
            out.println("NOT reproducible: two builds of the same sources differ in "
                    + verdict.differences().size() + " places");
            verdict.differences().stream().limit(SHOWN).forEach(line -> out.println("  " + line));
            return 1;
        } finally {
            Tree.remove(space);
        }
    }
}

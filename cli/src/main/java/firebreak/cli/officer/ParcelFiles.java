package firebreak.cli.officer;

import firebreak.carriage.Bundle;
import firebreak.carriage.Parcel;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.node.store.DurableFile;
import firebreak.record.TlogProof;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Parcels as a courier carries them: a folder with one file for each (`*.parcel`), or one file that holds a bundle.
final class ParcelFiles {
    static final String PARCEL = ".parcel";
    static final String BUNDLE = ".bundle";

    private static final int BRIEF = 12;
    private static final int LENGTH = 4;
    private static final int BUNDLE_HEAD = 4 + LENGTH;
    private static final Bytes BUNDLE_MAGIC = Bytes.ofUtf8("FBB1");

    /// One parcel on its way in.
    ///
    /// @param name where it came from, for people
    record Carried(String name, Bytes parcel) {}

    /// What lies at a path.
    ///
    /// @param unfit files that cannot be taken at all, each with the reason
    /// @param passedOver how many other files lie there, which are no parcels by their names
    record Found(List<Carried> parcels, List<String> unfit, int passedOver) {
        Found {
            parcels = List.copyOf(parcels);
            unfit = List.copyOf(unfit);
        }

        Found and(Found more) {
            return new Found(
                    Stream.concat(parcels.stream(), more.parcels.stream()).toList(),
                    Stream.concat(unfit.stream(), more.unfit.stream()).toList(),
                    passedOver + more.passedOver);
        }
    }

    static final Found NOTHING = new Found(List.of(), List.of(), 0);

    private ParcelFiles() {}

    /// Where each parcel goes in a folder. The name tells record and index, and nothing else: a parcel that is packed
    /// again under a newer checkpoint takes the place of the older one.
    static String name(Bytes parcel) throws FormatException {
        TlogProof proof =
                TlogProof.parse("proof", Parcel.parse("parcel", parcel).proof());
        String origin = proof.checkpoint().checkpoint().origin().text();
        String brief = origin.substring(origin.indexOf('/') + 1).substring(0, BRIEF);
        return String.format(Locale.ROOT, "%s-%012d%s", brief, proof.index(), PARCEL);
    }

    /// @return the names of the files
    static List<String> writeFolder(Path folder, List<Bytes> parcels) throws IOException, FormatException {
        DurableFile.createFolders(folder.toAbsolutePath().normalize());
        List<String> names = new ArrayList<>();
        for (Bytes parcel : parcels) {
            String name = name(parcel);
            DurableFile.replace(folder.resolve(name), parcel);
            names.add(name);
        }
        return names;
    }

    /// One file, or where one bundle cannot hold all, further ones beside it: `for-uk.bundle`, `for-uk-2.bundle`.
    ///
    /// @return their paths as given
    static List<String> writeBundles(Path file, List<Bytes> parcels) throws IOException {
        Path whole = file.toAbsolutePath().normalize();
        DurableFile.createFolders(whole.resolveSibling(".").normalize());
        List<String> names = new ArrayList<>();
        for (Bundle bundle : bundles(parcels)) {
            Path path = names.isEmpty() ? file : file.resolveSibling(numbered(file, names.size() + 1));
            DurableFile.replace(path.toAbsolutePath().normalize(), bundle.bytes());
            names.add(path.toString());
        }
        return names;
    }

    /// As few bundles as hold all, in order.
    static List<Bundle> bundles(List<Bytes> parcels) {
        List<Bundle> bundles = new ArrayList<>();
        int from = 0;
        while (from < parcels.size()) {
            int to = end(parcels, from);
            bundles.add(new Bundle(parcels.subList(from, to)));
            from = to;
        }
        return bundles;
    }

    private static int end(List<Bytes> parcels, int from) {
        long bytes = BUNDLE_HEAD;
        int to = from;
        while (to < parcels.size() && to - from < Bundle.MAX_PARCELS) {
            bytes += LENGTH + parcels.get(to).size();
            if (bytes > Bundle.MAX_BYTES) {
                break;
            }
            to++;
        }
        return to;
    }

    private static String numbered(Path file, int number) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name + "-" + number : name.substring(0, dot) + "-" + number + name.substring(dot);
    }

    /// Everything to take in at a path, in the order of names.
    static Found read(Path path) throws Refusal, IOException {
        if (!Files.exists(path)) {
            throw new Refusal("there is nothing at " + path);
        }
        List<Carried> parcels = new ArrayList<>();
        List<String> unfit = new ArrayList<>();
        List<Path> files = Files.isDirectory(path) ? files(path) : List.of(path);
        int passedOver = 0;
        for (Path file : files) {
            if (Files.isDirectory(path) && !isParcels(file)) {
                passedOver++;
            } else {
                read(file, parcels, unfit);
            }
        }
        return new Found(parcels, unfit, passedOver);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean isParcels(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(PARCEL) || name.endsWith(BUNDLE));
    }

    private static void read(Path file, List<Carried> parcels, List<String> unfit) throws IOException {
        String name = file.getFileName().toString();
        try {
            Bytes content = content(file);
            if (startsAsBundle(content)) {
                List<Bytes> bundled = Bundle.parse(name, content).parcels();
                for (int i = 0; i < bundled.size(); i++) {
                    parcels.add(new Carried(name + " parcel " + (i + 1), bundled.get(i)));
                }
            } else {
                Parcel.parse(name, content);
                parcels.add(new Carried(name, content));
            }
        } catch (FormatException malformed) {
            unfit.add(malformed.reason());
        }
    }

    private static boolean startsAsBundle(Bytes content) {
        return content.size() >= BUNDLE_MAGIC.size()
                && content.slice(0, BUNDLE_MAGIC.size()).equals(BUNDLE_MAGIC);
    }

    private static Bytes content(Path file) throws IOException, FormatException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(Bundle.MAX_BYTES + 1);
            if (content.length > Bundle.MAX_BYTES) {
                throw new FormatException(
                        file.getFileName().toString(), "expected at most " + Bundle.MAX_BYTES + " bytes");
            }
            return Bytes.wrap(content);
        } catch (NoSuchFileException gone) {
            throw new IOException(file + " was there and is not any more", gone);
        }
    }

    /// What a parcel is called in answers to programs.
    static String digest(Bytes parcel) {
        return Hash.of(parcel).hex();
    }
}

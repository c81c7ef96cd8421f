package firebreak.cli.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What went wrong around the program, for people. Java's file errors say little more than a path.
public final class InWords {
    private InWords() {}

    public static String of(IOException failed) {
        return switch (failed) {
            case NoSuchFileException gone -> gone.getFile() + ": there is no such file or folder";
            case AccessDeniedException denied ->
                denied.getFile() + ": not permitted; look at its owner and mode, or choose another place";
            case FileAlreadyExistsException there -> there.getFile() + " exists already";
            case NotDirectoryException other -> other.getFile() + " is not a folder";
            case FileSystemException other
            when other.getReason() == null -> other.getFile() + ": the file system refuses, and does not say why";
            default -> String.valueOf(failed.getMessage());
        };
    }
}

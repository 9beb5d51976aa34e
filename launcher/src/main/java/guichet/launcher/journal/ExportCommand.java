package guichet.launcher.journal;

import guichet.sync.verify.JournalBundle;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the store only, also a live one. */
@Command(name = "export", description = "Writes the whole journal as lines of JSON, signed by the desk. Personal data is in it.")
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "A desk's store.")
    private Path file = Path.of("");
    @Mixin
    private StoreKeyOption storeKey = new StoreKeyOption();
    @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "The file to write; it must not be there.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        try {
            Files.createFile(out, ownersOnly());
        } catch (FileAlreadyExistsException e) {
            throw new IllegalStateException("there is a file already: " + out, e);
        }
        boolean done = false;
        try (Writer writer = Files.newBufferedWriter(out)) {
            long lines = JournalBundle.export(file, storeKey.of(file), writer);
            done = true;
            spec.commandLine().getOut().println(lines + " lines written to " + out + "; keep it as safe as the store");
        } finally {
            if (!done) {
                Files.delete(out);
            }
        }
        return 0;
    }

    private FileAttribute<?>[] ownersOnly() {
        return out.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}

package guichet.server.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A process of its own that starts the embedded server, commits a row, says so, and waits to be killed (or ends, if told). */
public final class PostgresChild {
    private PostgresChild() {
    }

    public static void main(String[] words) throws SQLException, IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(words[0]));
        try (Connection connection = postgres.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists kept (n int)");
            statement.execute("insert into kept values (1)");
        }
        System.out.println("READY " + ProcessHandle.current().pid());
        System.out.flush();
        if (words[1].equals("wait")) {
            int _ = System.in.read();
        }
        postgres.close();
        System.out.println("CLOSED");
    }
}

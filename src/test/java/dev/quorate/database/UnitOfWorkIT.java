package dev.quorate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.kernel.WorkspaceId;
import dev.quorate.system.ArquillianServer;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.exception.LockAcquisitionException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class UnitOfWorkIT {
  @Inject UnitOfWork unitOfWork;
  @Inject Doors doors;

  @Deployment
  static WebArchive deployment() {
    return ArquillianServer.deployment();
  }

  @Test
  void everyDoorIsOpenAsTheApplicationsRole() {
    for (Door door : Door.values()) {
      String inside =
          unitOfWork.inWorkspace(
              door, new WorkspaceId(UUID.randomUUID()), s -> text(s, "SELECT current_user::text"));
      String platform = unitOfWork.onPlatform(door, s -> text(s, "SELECT current_user::text"));

      assertThat(inside).as(door.name()).isEqualTo("quorate_app");
      assertThat(platform).as(door.name()).isEqualTo("quorate_system");
    }
  }

  @Test
  void resetDoesNotLeaveTheRole() {
    String role =
        unitOfWork.onPlatform(
            Door.ADMISSION,
            s -> {
              s.createNativeMutationQuery("RESET ROLE").executeUpdate();
              return text(s, "SELECT current_user::text");
            });

    assertThat(role).isEqualTo("quorate_app");
  }

  @Test
  void workspaceIsSetInsideAndGoneAfterwards() {
    WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());

    String inside =
        unitOfWork.inWorkspace(
            Door.ADMISSION, workspace, s -> text(s, "SELECT quorate_current_workspace()::text"));
    String outside =
        unitOfWork.onPlatform(
            Door.ADMISSION,
            s -> text(s, "SELECT coalesce(quorate_current_workspace()::text, 'none')"));

    assertThat(inside).isEqualTo(workspace.toString());
    assertThat(outside).isEqualTo("none");
  }

  @Test
  void exceptionRollsBackAndReachesTheCaller() {
    assertThatThrownBy(() ->
            unitOfWork.onPlatform(
                Door.SETTLEMENT,
                s -> {
                  s.createNativeMutationQuery("CREATE TEMP TABLE undone (id int)").executeUpdate();
                  throw new IllegalArgumentException("no");
                }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no");
    String left =
        unitOfWork.onPlatform(
            Door.SETTLEMENT,
            s -> text(s, "SELECT coalesce(to_regclass('pg_temp.undone')::text, 'gone')"));
    assertThat(left).isEqualTo("gone");
  }

  @Test
  void lostConflictIsRunAgainAtMostThreeTimes() {
    List<Integer> runs = new ArrayList<>();

    assertThatThrownBy(() ->
            unitOfWork.onPlatform(
                Door.ADMISSION,
                _ -> {
                  runs.add(runs.size());
                  throw new LockAcquisitionException(
                      "deadlock", new SQLException("deadlock detected", "40P01"), "");
                }))
        .isInstanceOf(LockAcquisitionException.class);
    assertThat(runs).hasSize(4);
  }

  @Test
  void brokenConnectionIsReplacedBeforeTheWorkIsGivenUp() {
    List<String> runs = new ArrayList<>();

    String answer =
        unitOfWork.onPlatform(
            Door.REPORTS,
            s -> {
              runs.add("run");
              if (runs.size() == 1) {
                terminate(text(s, "SELECT pg_backend_pid()::text"));
              }
              return text(s, "SELECT 'alive'");
            });

    assertThat(answer).isEqualTo("alive");
    assertThat(runs).hasSize(2);
  }

  /** The application's role may not do this to another; the owner may. */
  private void terminate(String backend) {
    try (Connection owner = doors.owner().getConnection();
        PreparedStatement terminate =
            owner.prepareStatement("SELECT pg_terminate_backend(?::int, 5000)")) {
      terminate.setString(1, backend);
      terminate.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(StatelessSession session, String sql) {
    return session.createNativeQuery(sql, String.class).getSingleResult();
  }
}

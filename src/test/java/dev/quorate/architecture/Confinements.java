package dev.quorate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each library and each delicate type is confined to. */
final class Confinements {
  private Confinements() {}

  /** All rules below a root package, by a short name. */
  static Map<String, ArchRule> below(String root) {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("persistence", persistence(root));
    rules.put("endpoints", endpoints(root));
    rules.put("pureFusion", pureFusion(root));
    rules.put("fusionJson", fusionJson(root));
    rules.put("pureKernel", pureKernel(root));
    rules.put("intents", intents(root));
    rules.put("listing", listing(root));
    rules.put("platformRole", platformRole(root));
    rules.put("constructorInjection", constructorInjection(root));
    rules.put("noThreadLocals", noThreadLocals(root));
    return rules;
  }

  private static ArchRule persistence(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + ".database..")
        .and(outermostNameDoesNotMatch(".*(Entity|Store)"))
        .and()
        // A key that several entities share is a part of them.
        .areNotAnnotatedWith("jakarta.persistence.Embeddable")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.persistence..", "org.hibernate..")
        .as("Hibernate and JPA are for *Entity, *Store and the room database");
  }

  private static ArchRule endpoints(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(root + ".http..", root + ".upstream..", root + ".websearch..")
        .and(outermostNameDoesNotMatch(".*(Resource|Application)"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.ws.rs..")
        .as(
            "JAX-RS is for *Resource, *Application, http and the clients of upstream and"
                + " websearch");
  }

  private static ArchRule pureFusion(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".fusion..")
        .should()
        .dependOnClassesThat(
            describe(
                "jakarta other than inject",
                type ->
                    type.getPackageName().startsWith("jakarta.")
                        && !type.getPackageName().equals("jakarta.inject")))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "java.net.http..")
        .as("fusion knows no database, no HTTP and no jakarta but inject");
  }

  private static ArchRule fusionJson(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".fusion..")
        .and()
        .resideOutsideOfPackage(root + ".fusion.analysis..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .as("of fusion only the analysis reads JSON");
  }

  private static ArchRule pureKernel(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".kernel..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "org.jspecify..", root + ".kernel..")
        .as("the kernel knows no framework");
  }

  private static ArchRule intents(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".billing..")
        .should()
        .callConstructorWhere(
            describe(
                "the constructor of CommittedIntent",
                (JavaConstructorCall call) ->
                    call.getTargetOwner().getSimpleName().equals("CommittedIntent")
                        && !call.getOriginOwner().equals(call.getTargetOwner())))
        .as("only billing makes a CommittedIntent, after its commit");
  }

  /** Past the wall between workspaces: each of these has a reason that its Javadoc tells. */
  private static final String PAST_THE_WALL =
      "UnitOfWork|DatabaseReadiness" // the door itself, and its own look at it
          + "|CatalogStore|AdminKeyStore|WorkspaceStore|FirstStartStore" // no workspace's rows
          + "|ApiKeyStore" // a key by its hash, before its workspace is known
          + "|AuditStore|AuditTrailStore|CredentialStore" // what administrators do, and their keys
          + "|NodeLeaseStore|NodeStore|JournalStore|LedgerPartitionStore|InvariantStore|RollupStore"
          + "|FusionRunStore|KeyStore|ResponseStore" // sweeps
          + "|ReportStore|AllStatementsStore"; // reports of administrators

  private static ArchRule platformRole(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and(outermostNameDoesNotMatch(PAST_THE_WALL))
        .should()
        .callMethodWhere(
            describe(
                "UnitOfWork.onPlatform",
                (JavaMethodCall call) ->
                    call.getTargetOwner().getSimpleName().equals("UnitOfWork")
                        && call.getName().equals("onPlatform")))
        .as("the role that sees all workspaces is for the stores named here");
  }

  private static ArchRule listing(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".upstream.listing..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(root + ".upstream.request..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("jakarta.ws.rs.POST")
        .as("what needs no intent posts nothing and knows no request to a model");
  }

  private static ArchRule constructorInjection(String root) {
    return noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(root + "..")
        .and()
        .areDeclaredInClassesThat()
        // RESTEasy makes these itself, without arguments, and CDI fills them afterwards.
        .areNotAnnotatedWith("jakarta.ws.rs.ext.Provider")
        .should()
        .beAnnotatedWith("jakarta.inject.Inject")
        .as("beans take what they need through their constructor");
  }

  private static ArchRule noThreadLocals(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ThreadLocal")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("jakarta.enterprise.context.RequestScoped")
        .as("context travels as values: no ThreadLocal, no @RequestScoped");
  }

  /** Lambdas and nested types belong to the file they stand in. */
  private static DescribedPredicate<JavaClass> outermostNameDoesNotMatch(String pattern) {
    return describe(
        "whose file is not named " + pattern,
        type -> {
          JavaClass outermost = type;
          while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
          }
          return !outermost.getSimpleName().matches(pattern);
        });
  }
}

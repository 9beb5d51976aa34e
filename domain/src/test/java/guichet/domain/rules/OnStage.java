package guichet.domain.rules;

/** A part of the suite: tests that work on the stage of the test class that inherits them. */
interface OnStage {
    Stage stage();
}

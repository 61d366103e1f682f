/** The least that cdktf can synthesise: what the platform's own synthesis is compared with. */
import { App, TerraformStack } from "cdktf";

const app = new App();
new TerraformStack(app, "empty");
app.synth();

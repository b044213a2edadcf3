using Rsg.Dsl.Declarations;

namespace Rsg.Dsl.Emission;

/// <summary>
/// Writes only the public surface of a model whose declaration has errors, so that code that uses it does not get errors of its own.
/// </summary>
internal static class SurfaceEmitter
{
    private static readonly string[] NetworkConstants = ["ClassCount", "InputChannels", "InputHeight", "InputWidth", "ParameterCount"];
    private static readonly string[] TrainerConstants = ["Epochs", "BatchSize", "GenerateFromEpoch", "RebalanceFromEpoch"];

    /// <param name="type">The class.</param>
    /// <param name="hasOwnModules">Whether its network is of the user's own modules.</param>
    /// <param name="hasClassNames">Whether its classes have declared names.</param>
    public static string Emit(ModelType type, bool hasOwnModules, bool hasClassNames) => GeneratedFile.Compose(type, (writer, names) =>
    {
        var tensor = names["Tensor"];
        var isFirst = true;
        const string Throw = "throw new global::System.NotSupportedException(\"The declaration of this model has errors.\")";
        writer.Summary("A model whose declaration has errors; nothing of it can run.");
        using (writer.Braces($"{type.Accessibility} partial class {type.Identifier} : {names["nn"]}.Module<{tensor}, {tensor}>"))
        {
            foreach (var name in NetworkConstants)
            {
                Constant("int", name);
            }

            Constant("double", "LogitScale");

            Member($"public {type.Identifier}()", $": base(nameof({type.Identifier})) => {Throw};");
            Member($"public override {tensor} forward({tensor} images)", $"=> {Throw};");
            Member($"public {tensor} ExtractFeatures({tensor} images)", $"=> {Throw};");
            Member($"public {tensor} Classify({tensor} features)", $"=> {Throw};");
            Member($"public {tensor} Predict({tensor} images)", $"=> {Throw};");
            Member($"public {names["Predictor"]}<{(hasClassNames ? "Label" : "int")}> CreatePredictor(int top = 5)", $"=> {Throw};");
            Member($"public {(hasOwnModules ? "" : "static ")}{names["ModelSummary"]} Summary", $"=> {Throw};");
            Member($"public static {names["ResolvedDeclaration"]} Declaration", $"=> {Throw};");
            Member($"public static {names["ImagePreparation"]} Preparation", $"=> {Throw};");
            if (!hasOwnModules && !type.IsAbstract)
            {
                Member($"public {type.Identifier} Folded()", $"=> {Throw};");
            }

            Member("public void SaveWeights(string path)", $"=> {Throw};");
            Member("public void LoadWeights(string path)", $"=> {Throw};");
            Member($"public void ExportOnnx(string path, {names["OnnxOptions"]}? options = null)", $"=> {Throw};");
            if (hasOwnModules)
            {
                Member($"public {names["MeasuredNetwork"]} Measured", $"=> {Throw};");
            }

            Separate();
            writer.Summary("The trainer of a model whose declaration has errors.");
            using (writer.Braces($"public sealed partial class Trainer : {names["ITrainer"]}"))
            {
                isFirst = true;
                foreach (var name in TrainerConstants)
                {
                    Constant("int", name);
                }

                Member(
                    $"public Trainer({type.Identifier} network, {names["IImageDataset"]} trainingSet, int seed = 0, {names["ITrainingObserver"]}? observer = null, {names["Device"]}? device = null, int epochs = Epochs)",
                    $"=> {Throw};");
                Member("public int Epoch", $"=> {Throw};");
                Member("public int StepsDone", $"=> {Throw};");
                Member("public int TotalEpochs", $"=> {Throw};");
                Member("public int ScheduleEpoch", $"=> {Throw};");
                Member($"public {names["ITrainingObserver"]}? Observer", $"=> {Throw};");
                Member($"{names["nn"]}.Module<{tensor}, {tensor}> {names["ITrainer"]}.Network", $"=> {Throw};");
                Member($"{names["TrainingSetup"]} {names["ITrainer"]}.Setup", $"=> {Throw};");
                Member($"{names["TrainingState"]} {names["ITrainer"]}.State", $"=> {Throw};");
                Member($"public {names["RareSampleGenerator"]} SampleGenerator", $"=> {Throw};");
                Member("public static double LearningRateAt(int epoch)", $"=> {Throw};");
                Member($"public {names["StepLosses"]} TrainStep({tensor} images, {names["BatchLabels"]} labels)", $"=> {Throw};");
                Member("public void StartEpoch(int epoch)", $"=> {Throw};");
                Member($"public {names["EpochReport"]} TrainEpoch({names["Action"]}? afterStep = null, {names["CancellationToken"]} cancellation = default)", $"=> {Throw};");
                Member($"public void Fit(int? untilEpoch = null, {names["CancellationToken"]} cancellation = default)", $"=> {Throw};");
                Member("public void SaveCheckpoint(string path)", $"=> {Throw};");
                Member("public void LoadCheckpoint(string path)", $"=> {Throw};");
                Member($"public {names["EvaluationResult"]} Evaluate({names["IImageDataset"]} dataset, {names["CancellationToken"]} cancellation = default)", $"=> {Throw};");
                Member("public void Dispose()", $"=> {Throw};");
            }
        }

        void Separate()
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
        }

        void Constant(string type, string name)
        {
            Separate();
            writer.Summary("Unknown while the declaration has errors.");
            writer.Line($"public const {type} {name} = 1;");
        }

        void Member(string signature, string body)
        {
            Separate();
            writer.Summary("Not available while the declaration has errors.");
            writer.Line(signature);
            using (writer.Indented())
            {
                writer.Line(body);
            }
        }
    });
}

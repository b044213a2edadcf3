using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes what every network has, whatever it is made of: its constants, its forward over the seam, its images, prediction and weights.</summary>
internal static class SharedMembersEmitter
{
    public static void WriteConstants(SourceWriter writer, ModelPlan plan, Shape input)
    {
        WriteConstant(writer, "Number of classes.", "ClassCount", plan.Classes);
        WriteConstant(writer, "Number of channels of an input image.", "InputChannels", input.Channels);
        WriteConstant(writer, "Height of an input image in pixels.", "InputHeight", input.Height!.Value);
        WriteConstant(writer, "Width of an input image in pixels.", "InputWidth", input.Width!.Value);
        writer.Summary("Factor of the logits before a softmax gives probabilities: the scale of the loss, or 1.");
        writer.Line($"public const double LogitScale = {Invariant.Text(plan.Learning.Loss.LogitScale)};");
        writer.Line();
    }

    public static void WriteConstant(SourceWriter writer, string summary, string name, long value)
    {
        writer.Summary(summary);
        writer.Line($"public const int {name} = {Invariant.Text(value)};");
        writer.Line();
    }

    public static void WriteForward(SourceWriter writer, TypeNames names, string summary)
    {
        var tensor = names["Tensor"];
        writer.Summary(summary);
        using (writer.Braces($"public override {tensor} forward({tensor} images)"))
        {
            writer.Line($"using var scope = {names["torch"]}.NewDisposeScope();");
            writer.Line("return Classify(ExtractFeatures(images)).MoveToOuterDisposeScope();");
        }
    }

    public static void Write(SourceWriter writer, TypeNames names, ModelPlan plan)
    {
        var (torch, tensor) = (names["torch"], names["Tensor"]);
        PreparationEmitter.Write(writer, names, plan.Learning.Augmentation);
        writer.Line();
        writer.Summary("Predicts the class of each image, in evaluation mode and without gradients. Safe from several threads once eval() was called.");
        writer.Param("images", "The images, (N, InputChannels, InputHeight, InputWidth).");
        writer.Returns("The classes, (N), int64.");
        using (writer.Braces($"public {tensor} Predict({tensor} images)"))
        {
            writer.Line($"using var evaluation = new {names["EvaluationMode"]}(this);");
            writer.Line($"using var noGradient = {torch}.no_grad();");
            writer.Line($"using var scope = {torch}.NewDisposeScope();");
            writer.Line("return forward(images).argmax(1).MoveToOuterDisposeScope();");
        }

        var (label, labelOf, classNames) = plan.HasClassNames ? ("Label", "static index => (Label)index", ", ClassNames") : ("int", "static index => index", "");
        writer.Line();
        writer.Summary("Predicts image files, encoded images and folders, prepared as for evaluation, with probabilities. Puts this network into evaluation mode.");
        writer.Param("top", "How many classes a prediction ranks; at least 1.");
        writer.Line($"public {names["Predictor"]}<{label}> CreatePredictor(int top = 5) => new(this, Preparation, {labelOf}, LogitScale, top{classNames});");

        writer.Line();
        writer.Summary("Saves the weights as a safetensors file, under the names that PyTorch would use.");
        writer.Line($"public void SaveWeights(string path) => {names["WeightsFile"]}.Save(this, path);");
        writer.Line();
        writer.Summary("Loads weights that fit name by name and shape by shape; otherwise it loads none and says which do not.");
        writer.Line($"public void LoadWeights(string path) => {names["WeightsFile"]}.Load(this, path);");
    }
}

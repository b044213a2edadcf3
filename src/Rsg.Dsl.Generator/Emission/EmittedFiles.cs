using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>A file that is added to the project.</summary>
internal sealed record EmittedFile(string HintName, string Source);

/// <summary>The files that a model becomes.</summary>
internal static class EmittedFiles
{
    /// <summary>All files of a model; where its declaration has errors, its surface.</summary>
    public static IReadOnlyList<EmittedFile> Of(EmissionModel model, BuildSettings settings) => model.Plan switch
    {
        GraphModelPlan graph => [
            Part(model, ".Trainer", TrainerEmitter.Emit(graph)),
            Part(model, ".Declaration", DeclarationEmitter.Emit(graph, model.ClassNames)),
            Part(model, "", NetworkEmitter.Emit(graph, settings)),
            Part(model, ".Onnx", OnnxEmitter.Emit(graph)),
            Part(model, ".Summary", SummaryEmitter.Emit(graph)),
            .. Labels(model)],
        ChainModelPlan chain => [
            Part(model, ".Trainer", TrainerEmitter.Emit(chain)),
            Part(model, ".Declaration", DeclarationEmitter.Emit(chain, model.ClassNames)),
            Part(model, "", ModuleChainEmitter.Emit(chain)),
            Part(model, ".Onnx", OnnxEmitter.Emit(chain)),
            .. Labels(model)],
        _ => SurfaceOf(model),
    };

    /// <summary>The public members of a model without what they do, so that code which uses them has no errors of its own.</summary>
    public static IReadOnlyList<EmittedFile> SurfaceOf(EmissionModel model)
        => [Part(model, "", SurfaceEmitter.Emit(model.Type, model.HasOwnModules, model.ClassNames.Count > 0)), .. Labels(model)];

    private static IEnumerable<EmittedFile> Labels(EmissionModel model)
        => model.ClassNames.Count > 0 ? [Part(model, ".Labels", LabelsEmitter.Emit(model.Type, model.ClassNames))] : [];

    private static EmittedFile Part(EmissionModel model, string part, string source) => new($"{HintName.Of(model.Type)}{part}.g.cs", source);
}

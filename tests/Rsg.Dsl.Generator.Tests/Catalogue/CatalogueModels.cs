using System.Text;
using Rsg.Summaries;
using Rsg.Testing.Generation;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>Networks of the catalogue as classes of one project, which is generated and compiled once.</summary>
internal sealed class CatalogueModels
{
    public const int Classes = 10;

    private const string Namespace = "Catalogue";

    private static readonly Lazy<CatalogueModels> Plain = new(static () => new(
        from network in ExpectedNetwork.All
        select (network.Name, FormattableString.Invariant($"Backbone(\"{network.Name}\", Classes = {Classes})"))));

    private static readonly Lazy<CatalogueModels> Cosine = new(static () => new(
        from network in ExpectedNetwork.All
        let stage = network.Trace(network.Input, Classes).Parts.Max(static part => part.Stage) - 1
        select (network.Name, FormattableString.Invariant($"Backbone(\"{network.Name}\", Classes = {Classes}, Head = Head.Cosine), RsgInsert(Stage = {stage})"))));

    private readonly LoadedModel assembly;

    /// <summary>Compiles a class for each name, with its attributes.</summary>
    public CatalogueModels(IEnumerable<(string Name, string Attributes)> models)
    {
        // Large maps, and cosines under plain cross-entropy, are warned of; here they are meant.
        var source = new StringBuilder("#pragma warning disable RSG2004, RSG4005\nusing Rsg;\n\nnamespace ").Append(Namespace).Append(";\n");
        foreach (var (name, attributes) in models)
        {
            source.Append(FormattableString.Invariant($"\n[{attributes}]\npublic partial class {ClassName(name)};\n"));
        }

        assembly = GeneratorRun.Of<RsgGenerator>(source.ToString()).AssertNoDiagnostics().AssertCompilesCleanly().Load();
    }

    /// <summary>Every network as it was made, with the head that cross-entropy takes.</summary>
    public static CatalogueModels WithLinearHead => Plain.Value;

    /// <summary>Every network as it was made, with cosines, cut behind the last stage but one.</summary>
    public static CatalogueModels WithCosineHead => Cosine.Value;

    /// <summary>A network with fresh weights.</summary>
    public nn.Module<Tensor, Tensor> Create(string name) => assembly.Create<nn.Module<Tensor, Tensor>>(TypeName(name));

    /// <summary>The number of parameters that the emitted class declares.</summary>
    public int ParameterCount(string name) => (int)assembly.GetStatic(TypeName(name), "ParameterCount")!;

    /// <summary>The table that the emitted class shows without being made.</summary>
    public ModelSummary Summary(string name) => (ModelSummary)assembly.GetStatic(TypeName(name), "Summary")!;

    private static string TypeName(string name) => Namespace + "." + ClassName(name);

    private static string ClassName(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

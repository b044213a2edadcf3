using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>A wrong declaration of a class <c>Demo.M</c>, and the one thing that a build says about it.</summary>
/// <param name="Id">The diagnostic.</param>
/// <param name="Name">What the case is about.</param>
/// <param name="Source">The source file, with the expected place marked.</param>
/// <param name="Message">The whole text.</param>
/// <param name="IsUsed">Whether other code of the project uses what is generated; where nothing can be added to a class, it cannot.</param>
public sealed record DiagnosticCase(string Id, string Name, string Source, string Message, bool IsUsed = true)
{
    private const string Head = "using Rsg;\n\nnamespace Demo;\n\n";

    /// <summary>A case whose class stands in a file of its own.</summary>
    public static DiagnosticCase Of(string id, string name, string declaration, string message, bool isUsed = true)
        => new(id, name, Head + declaration + "\n", message, isUsed);

    /// <summary>The path of the model file of <see cref="OfFile"/>.</summary>
    public const string FilePath = "models/m.rsg.yaml";

    /// <summary>A case whose model stands in a file, beside C# of the project that declares nothing of it.</summary>
    public static DiagnosticCase OfFile(string id, string name, string yaml, string message, bool isUsed = true, string code = "")
        => new(id, name, yaml, message, isUsed) { Code = code, Path = FilePath };

    /// <summary>Where the marked text lies.</summary>
    public string Path { get; private init; } = "Model.cs";

    /// <summary>C# of the project beside a model file.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The project with the marked text, without its marks.</summary>
    public GeneratorInput Input(string text)
    {
        string[] use = IsUsed ? [ModelUse.Source] : [];
        return Path == FilePath
            ? GeneratorInput.Of([Code, .. use]).WithAdditionalFile(Path, text)
            : GeneratorInput.Of([text, .. use]);
    }

    public override string ToString() => $"{Id} {Name}";
}

using Microsoft.CodeAnalysis;

namespace Rsg.Dsl.Declarations;

/// <summary>The modules that the runtime knows an ONNX form of, as far as a member's type tells.</summary>
internal static class OnnxForms
{
    /// <summary>The classes in <c>TorchSharp.Modules</c>; what the runtime's <c>OnnxModules.Call</c> takes.</summary>
    public static readonly IReadOnlyCollection<string> OfTorchSharp = new HashSet<string>(StringComparer.Ordinal)
    {
        "AdaptiveAvgPool2d", "AdaptiveMaxPool2d", "AlphaDropout", "AvgPool2d", "BatchNorm2d", "Conv2d", "Dropout", "Dropout2d", "ELU",
        "FeatureAlphaDropout", "Flatten", "GELU", "GroupNorm", "Hardsigmoid", "Hardswish", "Identity", "LeakyReLU", "Linear", "MaxPool2d", "ReLU", "ReLU6",
        "Sequential", "SiLU", "Sigmoid", "Softmax", "Softplus", "Tanh",
    };

    private const string SelfExporting = "global::Rsg.Onnx.IOnnxModule";

    /// <summary>
    /// Whether no module of a type can be exported. Of a type that is as general as <c>Module</c> nothing is known, and what is in a <c>Sequential</c> is seen
    /// only when it is exported; a generated network exports itself.
    /// </summary>
    public static bool HasNoForm(ITypeSymbol type) => type.TypeKind == TypeKind.Class
        && !type.IsAbstract
        && !type.AllInterfaces.Any(static candidate => Name(candidate) == SelfExporting)
        && !type.GetAttributes().Any(static attribute => attribute.AttributeClass is { } found && AttributeNames.IsNetwork(found.ToDisplayString()))
        && type.ContainingNamespace.ToDisplayString() switch
        {
            "TorchSharp.Modules" => !OfTorchSharp.Contains(type.Name),
            "Rsg.Layers" => false,
            _ => true,
        };

    private static string Name(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}

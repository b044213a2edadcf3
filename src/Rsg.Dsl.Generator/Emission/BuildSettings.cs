using Microsoft.CodeAnalysis.Diagnostics;

namespace Rsg.Dsl.Emission;

/// <summary>What the project's build says of how code is to be written.</summary>
/// <param name="WritesInPlace">Whether functions may write over their input where nothing else reads it: yes, unless the property <c>RsgInPlace</c> is false.</param>
internal sealed record BuildSettings(bool WritesInPlace)
{
    private const string InPlace = "build_property.RsgInPlace";

    public static BuildSettings Read(AnalyzerConfigOptionsProvider options)
        => new(!options.GlobalOptions.TryGetValue(InPlace, out var said) || !said.Trim().Equals("false", StringComparison.OrdinalIgnoreCase));
}

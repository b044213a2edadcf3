namespace Rsg.Dsl.Schema;

/// <summary>A way to draw the images of an epoch. A new one is a row in <see cref="SamplerCatalogue"/>, a word in a declaration and a class in the runtime.</summary>
/// <param name="Kind">Its word.</param>
/// <param name="TypeName">The runtime's class.</param>
/// <param name="TakesBeta">Whether its constructor takes the beta of the effective number of samples.</param>
/// <param name="TakesSpan">Whether its constructor takes the first epoch with it, and how many there are.</param>
internal sealed record SamplerType(SamplerKind Kind, string TypeName, bool TakesBeta = false, bool TakesSpan = false);

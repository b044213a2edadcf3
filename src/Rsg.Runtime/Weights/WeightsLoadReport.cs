using System.Collections.Immutable;

namespace Rsg.Weights;

/// <summary>What became of every tensor of a file and of every tensor of a network.</summary>
public sealed class WeightsLoadReport
{
    internal WeightsLoadReport(string file) => File = file;

    /// <summary>The file's name, without its folder.</summary>
    public string File { get; }

    /// <summary>Names in the network of the tensors that the file has, in the network's order; renamed ones as well.</summary>
    public ImmutableArray<string> Loaded { get; internal init; } = [];

    /// <summary>Those whose name in the file is another.</summary>
    public ImmutableArray<(string From, string To)> Renamed { get; internal init; } = [];

    /// <summary>Tensors of the file that are not loaded.</summary>
    public ImmutableArray<WeightsNote> LeftInFile { get; internal init; } = [];

    /// <summary>Tensors of the network that the file does not have: they keep their start values.</summary>
    public ImmutableArray<WeightsNote> NotInFile { get; internal init; } = [];

    /// <summary>Tensors that are of another shape or of a type that is not converted. Never allowed; name them in <see cref="WeightsLoadOptions.Leave"/> to leave them.</summary>
    public ImmutableArray<WeightsDifference> NotFitting { get; internal init; } = [];

    /// <summary>Whether nothing differs but what the options allow.</summary>
    public bool Fits => NotFitting.IsEmpty && LeftInFile.All(note => note.IsAllowed) && NotInFile.All(note => note.IsAllowed);

    /// <summary>The report as a table of plain text.</summary>
    public override string ToString() => WeightsLoadTable.Of(this);
}

using Rsg.Dsl.Declarations;
using Rsg.Dsl.Networks;

namespace Rsg.Dsl.Plans.WrittenNetworks;

/// <summary>A block of the file.</summary>
/// <param name="Entry">Its name and what it says.</param>
/// <param name="Parameters">Its parameters, in order.</param>
internal sealed record BlockDefinition(Entry Entry, IReadOnlyList<BlockParameter> Parameters)
{
    /// <summary>The parameter that every block has: the channels that arrive.</summary>
    public static readonly Dim InChannels = Dim.Of("inChannels");

    /// <summary>Whether its parameters are not known, so that nothing can be said of its uses.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The block itself, once it is read; <c>null</c> where it cannot be.</summary>
    public Block? Block { get; set; }

    /// <summary>Whether something in it is wrong, so that no shape behind it is to be relied on.</summary>
    public bool IsBroken { get; set; }

    /// <summary>What is known behind it.</summary>
    public Flow Behind { get; set; }
}

/// <summary>A parameter of a block.</summary>
/// <param name="Name">Its name in the file: <c>out</c>.</param>
/// <param name="Identifier">Its name in C#: <c>outChannels</c>.</param>
/// <param name="Default">What it is where a use does not say.</param>
internal sealed record BlockParameter(string Name, string Identifier, Dim? Default);

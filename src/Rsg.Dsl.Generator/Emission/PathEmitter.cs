using Rsg.Dsl.Networks;

namespace Rsg.Dsl.Emission;

/// <summary>
/// Writes layers one after another, as statements on a variable <c>x</c>. A function that follows a layer is chained to it, and overwrites
/// that layer's output where no backward reads it.
/// </summary>
internal sealed class PathEmitter(SourceWriter writer, string input)
{
    private const string Variable = "x";

    private bool isDeclared;
    private string? pending;
    private bool mayOverwrite;
    private bool isBehindLoop;

    public void Layers(IEnumerable<Layer> layers)
    {
        foreach (var layer in layers)
        {
            if (layer.Op.ModuleType is not null)
            {
                Flush();
            }

            pending = layer.Op.Apply(layer.Name, Take(), mayOverwrite);
            mayOverwrite = layer.Op.OutputMayBeOverwritten;
        }
    }

    /// <summary>Adds another tensor.</summary>
    public void Add(string other)
    {
        pending = $"{Take()}.{(mayOverwrite ? "add_" : "add")}({other})";
        mayOverwrite = true;
    }

    /// <summary>Calls each block of a list.</summary>
    public void Blocks(string list)
    {
        if (!isDeclared && pending is null)
        {
            pending = input;
        }

        Flush();
        writer.Line();
        using (writer.Braces($"foreach (var block in {list})"))
        {
            writer.Line($"{Variable} = block.call({Variable});");
        }

        isBehindLoop = true;
        mayOverwrite = false;
    }

    /// <summary>Ends the path by returning its result out of the method's dispose scope.</summary>
    public void Return()
    {
        Flush();
        Statement($"return {(isDeclared ? Variable : input)}.MoveToOuterDisposeScope();");
    }

    private string Take()
    {
        var expression = pending ?? (isDeclared ? Variable : input);
        pending = null;
        return expression;
    }

    private void Flush()
    {
        if (pending is not null)
        {
            Statement($"{(isDeclared ? "" : "var ")}{Variable} = {pending};");
            isDeclared = true;
            pending = null;
        }
    }

    private void Statement(string line)
    {
        if (isBehindLoop)
        {
            writer.Line();
            isBehindLoop = false;
        }

        writer.Line(line);
    }
}

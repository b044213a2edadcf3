using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Rsg.Dsl.Diagnostics;

/// <summary>A place in a source file, without the syntax tree that would keep a whole compilation alive in a cache.</summary>
internal readonly record struct SourceSpan(string FilePath, TextSpan Span, LinePositionSpan Lines)
{
    /// <summary>The place from the start of this one to the end of another one behind it.</summary>
    public SourceSpan To(SourceSpan end)
        => new(FilePath, TextSpan.FromBounds(Span.Start, end.Span.End), new LinePositionSpan(Lines.Start, end.Lines.End));

    public static SourceSpan Of(SyntaxNode node) => Of(node.GetLocation());

    public static SourceSpan Of(SyntaxToken token) => Of(token.GetLocation());

    public static SourceSpan Of(Location location)
        => new(location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);

    /// <summary>The place as a location of <paramref name="compilation"/>: only such a one obeys <c>#pragma warning disable</c>.</summary>
    public Location ToLocation(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.FilePath == FilePath && Span.End <= tree.Length)
            {
                return Location.Create(tree, Span);
            }
        }

        return Location.Create(FilePath, Span, Lines);
    }
}

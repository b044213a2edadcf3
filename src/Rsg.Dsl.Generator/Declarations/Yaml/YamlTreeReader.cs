using Rsg.Dsl.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>Builds the value tree of a model file from the events of the YAML parser. Nothing here recurses, whatever the file nests.</summary>
internal sealed class YamlTreeReader
{
    private readonly YamlSource source;
    private readonly int offset;
    private readonly ICollection<DiagnosticInfo> diagnostics;
    private readonly Stack<OpenCollection> open = new();

    private int nodes;
    private int documents;
    private int position;
    private Value? root;
    private bool isWhole = true;

    /// <param name="source">The file.</param>
    /// <param name="offset">Where in the file the parsed text begins.</param>
    /// <param name="diagnostics">Takes every problem.</param>
    private YamlTreeReader(YamlSource source, int offset, ICollection<DiagnosticInfo> diagnostics)
        => (this.source, this.offset, this.diagnostics) = (source, offset, diagnostics);

    /// <summary>
    /// The root of the file, <c>null</c> where there is none, and whether it is all that was meant: behind an error of syntax nothing is
    /// read, and what was refused is missing.
    /// </summary>
    public static (Value? Root, bool IsWhole) Read(
        YamlSource source, string text, int offset, ICollection<DiagnosticInfo> diagnostics, CancellationToken cancellation)
    {
        var reader = new YamlTreeReader(source, offset, diagnostics);
        reader.ReadEvents(new Parser(new Scanner(new StringReader(text), skipComments: true)), cancellation);
        while (reader.open.Count > 0)
        {
            // What reading has not got to the end of is left out, but for the root.
            reader.open.Peek().IsPartial = true;
            reader.Close(reader.position);
        }

        return (reader.root, reader.isWhole);
    }

    private void ReadEvents(Parser parser, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                if (!parser.MoveNext())
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The parser throws more kinds than its own where a bracket is left open.
                ReportSyntax(exception);
                return;
            }

            if (!Take(parser.Current!))
            {
                return;
            }

            position = offset + (int)parser.Current!.End.Index;
        }
    }

    /// <summary>Takes an event, and says whether to go on.</summary>
    private bool Take(ParsingEvent parsed)
    {
        var (start, end) = (offset + (int)parsed.Start.Index, offset + (int)parsed.End.Index);
        switch (parsed)
        {
            case DocumentStart when ++documents > 1:
                Refuse(source.SpanOf(start, end), "A second document", "a file declares one model; write the other into a file of its own");
                return false;
            case AnchorAlias:
                return IsWithinLimits(start, 0) && TakeAlias(source.SpanOf(start, end));
            case Scalar scalar:
                return IsWithinLimits(start, scalar.Value.Length) && TakeScalar(scalar, start, end);
            case MappingStart mapping:
                return IsWithinLimits(start, 0) && Open(mapping, isMap: true, mapping.Style == MappingStyle.Flow, start);
            case SequenceStart sequence:
                return IsWithinLimits(start, 0) && Open(sequence, isMap: false, sequence.Style == SequenceStyle.Flow, start);
            case MappingEnd or SequenceEnd:
                Close(start);
                return true;
            default:
                return true;
        }
    }

    private bool IsWithinLimits(int start, int characters)
    {
        var limit = ++nodes > Limits.Nodes ? ("more values", Limits.Nodes)
            : open.Count >= Limits.Depth ? ("deeper nesting", Limits.Depth)
            : characters > Limits.ScalarCharacters ? ("a longer text", Limits.ScalarCharacters)
            : default((string What, int Most)?);
        if (limit is { } passed)
        {
            diagnostics.Add(DiagnosticInfo.At(source.SpanOf(start), DiagnosticDescriptors.FileTooLarge, passed.What, Invariant.Text(passed.Most)));
        }

        isWhole &= limit is null && diagnostics.Count < Limits.Problems;
        return limit is null && diagnostics.Count < Limits.Problems;
    }

    private bool TakeAlias(SourceSpan span)
    {
        Refuse(span, "An alias", "write the value out");
        isWhole = false;
        if (IsKeyNext)
        {
            open.Peek().DropKey();
        }
        else
        {
            DropValue();
        }

        return true;
    }

    private bool TakeScalar(Scalar scalar, int start, int end)
    {
        RefuseProperties(scalar, start);
        var span = source.SpanOf(start, end);
        if (!IsKeyNext)
        {
            Add(scalar.Style == ScalarStyle.Plain ? PlainScalar.Read(scalar.Value, span) : new Value.Text(scalar.Value, span));
        }
        else if (scalar is { Value: "<<", Style: ScalarStyle.Plain })
        {
            Refuse(span, "A merge key", "write the keys out");
            open.Peek().DropKey();
            isWhole = false;
        }
        else if (open.Peek().TakeKey(scalar.Value, span) is { } first)
        {
            diagnostics.Add(DiagnosticInfo.At(
                span, DiagnosticDescriptors.KeyTwice, QuotedText.Of(scalar.Value), Invariant.Text(first.Lines.Start.Line + 1)));
        }

        return true;
    }

    private bool Open(NodeEvent node, bool isMap, bool isFlow, int start)
    {
        if (IsKeyNext)
        {
            Refuse(source.SpanOf(start), "A list or a mapping as a key", "write a plain name");
            return isWhole = false;
        }

        RefuseProperties(node, start);
        open.Push(new OpenCollection(isMap, isFlow, start));
        return true;
    }

    private bool IsKeyNext => open.Count > 0 && open.Peek().AwaitsKey;

    private void Close(int end)
    {
        var branch = open.Pop();
        if (branch.IsPartial && open.Count > 0)
        {
            DropValue();
        }
        else
        {
            Add(branch.Close(source, end));
        }
    }

    /// <summary>Leaves out a value that could not be read, and with it the whole of which it is a part, up to a key at the top of the file.</summary>
    private void DropValue()
    {
        if (open.Count > 0)
        {
            open.Peek().DropValue();
            open.Peek().IsPartial = open.Count > 1;
        }
    }

    private void Add(Value value)
    {
        if (open.Count == 0)
        {
            root = value;
        }
        else
        {
            open.Peek().TakeValue(value);
        }
    }

    /// <summary>Anchors and tags stand before a value, which is read all the same.</summary>
    private void RefuseProperties(NodeEvent node, int start)
    {
        if (!node.Anchor.IsEmpty || !node.Tag.IsEmpty)
        {
            var end = start;
            while (end < source.Text.Length && !char.IsWhiteSpace(source.Text[end]) && source.Text[end] is not (',' or ']' or '}'))
            {
                end++;
            }

            var isAnchor = start < source.Text.Length && source.Text[start] == '&';
            Refuse(source.SpanOf(start, end), isAnchor ? "An anchor" : "A tag", "remove it");
        }
    }

    private void Refuse(SourceSpan span, string what, string advice)
        => diagnostics.Add(DiagnosticInfo.At(span, DiagnosticDescriptors.YamlFeatureRefused, what, advice));

    private void ReportSyntax(Exception exception)
    {
        isWhole = false;
        var start = exception is YamlException { Start.Index: var index } ? offset + (int)index : position;
        var isAtEnd = exception is not YamlException || IsBlankFrom(start);
        if (isAtEnd && open.FirstOrDefault(static branch => branch.IsFlow) is { } unclosed)
        {
            var bracket = source.SpanOf(unclosed.Start);
            diagnostics.Add(DiagnosticInfo.At(bracket, DiagnosticDescriptors.SyntaxWrong, "the bracket that opens here is never closed"));
            return;
        }

        var span = source.SpanOf(start);
        if (open.Count > 0)
        {
            open.Peek().DropLastOn(span.Lines.Start.Line);
        }

        diagnostics.Add(DiagnosticInfo.At(span, DiagnosticDescriptors.SyntaxWrong, SyntaxProblem.Describe(exception)));
    }

    private bool IsBlankFrom(int start)
    {
        for (var i = start; i < source.Text.Length; i++)
        {
            if (!char.IsWhiteSpace(source.Text[i]))
            {
                return false;
            }
        }

        return true;
    }
}

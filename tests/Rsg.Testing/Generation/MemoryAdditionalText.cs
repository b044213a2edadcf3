using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Rsg.Testing.Generation;

internal sealed class MemoryAdditionalText(AdditionalFile file) : AdditionalText
{
    private readonly SourceText text = SourceText.From(file.Text, Encoding.UTF8);

    public AdditionalFile File => file;

    public override string Path => file.Path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}

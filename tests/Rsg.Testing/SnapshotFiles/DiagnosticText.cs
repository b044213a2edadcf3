using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>Reported diagnostics in the loose JSON that Verify.SourceGenerators writes.</summary>
internal static class DiagnosticText
{
    public static string Write(IEnumerable<Diagnostic> diagnostics)
    {
        var writer = new LooseJsonWriter();
        writer.StartObject();
        writer.Name("Diagnostics");
        writer.StartArray();
        foreach (var diagnostic in diagnostics)
        {
            Write(writer, diagnostic);
        }

        writer.EndArray();
        writer.EndObject();
        return writer.ToString();
    }

    private static void Write(LooseJsonWriter writer, Diagnostic diagnostic)
    {
        writer.StartObject();
        if (diagnostic.Location != Location.None)
        {
            writer.Name("Location");
            LocationText.Write(writer, diagnostic.Location);
        }

        writer.Member("Message", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        writer.Member("Severity", diagnostic.Severity.ToString());
        if (diagnostic.WarningLevel != 0)
        {
            writer.Member("WarningLevel", diagnostic.WarningLevel.ToString(CultureInfo.InvariantCulture));
        }

        writer.Name("Descriptor");
        Write(writer, diagnostic.Descriptor);
        writer.EndObject();
    }

    private static void Write(LooseJsonWriter writer, DiagnosticDescriptor descriptor)
    {
        writer.StartObject();
        writer.Member("Id", descriptor.Id);
        writer.Member("Title", descriptor.Title.ToString(CultureInfo.InvariantCulture));
        WriteUnlessBlank(writer, "Description", descriptor.Description.ToString(CultureInfo.InvariantCulture));
        WriteUnlessBlank(writer, "HelpLink", descriptor.HelpLinkUri);
        writer.Member("MessageFormat", descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture));
        writer.Member("Category", descriptor.Category);
        writer.Member("DefaultSeverity", descriptor.DefaultSeverity.ToString());
        writer.Member("IsEnabledByDefault", descriptor.IsEnabledByDefault ? "true" : "false");
        var tags = descriptor.CustomTags.ToArray();
        if (tags.Length > 0)
        {
            writer.Name("CustomTags");
            writer.StartArray();
            foreach (var tag in tags)
            {
                writer.Value(tag);
            }

            writer.EndArray();
        }

        writer.EndObject();
    }

    private static void WriteUnlessBlank(LooseJsonWriter writer, string name, string value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            writer.Member(name, value);
        }
    }
}

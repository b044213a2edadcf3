using System.Text.Json;

namespace Rsg.Data;

/// <summary>An entry of a JSON list, whichever list it is: those of its parts that are known and of the right kind.</summary>
internal readonly record struct INaturalistEntry(long? Id, long? ImageId, long? CategoryId, string? FileName, string? FilePath, string? Name)
{
    /// <summary>Reads the value that the tokens stand at; what is no object has no parts.</summary>
    public static INaturalistEntry Read(JsonTokens tokens)
    {
        INaturalistEntry entry = default;
        if (tokens.Type != JsonTokenType.StartObject)
        {
            tokens.SkipRest();
            return entry;
        }

        while (tokens.ReadName() is { } name)
        {
            switch (name)
            {
                case "id":
                    entry = entry with { Id = tokens.ReadNumber() };
                    break;
                case "image_id":
                    entry = entry with { ImageId = tokens.ReadNumber() };
                    break;
                case "category_id":
                    entry = entry with { CategoryId = tokens.ReadNumber() };
                    break;
                case "file_name":
                    entry = entry with { FileName = tokens.ReadText() };
                    break;
                case "fpath":
                    entry = entry with { FilePath = tokens.ReadText() };
                    break;
                case "name":
                    entry = entry with { Name = tokens.ReadText() };
                    break;
                default:
                    tokens.SkipValue();
                    break;
            }
        }

        return entry;
    }
}

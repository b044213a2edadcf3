using System.Globalization;
using System.Text.Json;

namespace Rsg.Data;

/// <summary>What is in a JSON list of images, before it is known whether it makes sense.</summary>
internal sealed class INaturalistContent
{
    private const int MostClasses = 100_000;

    private readonly PathList paths = new();
    private readonly Dictionary<long, int> pathOfImage = [];
    private readonly List<Annotation> annotations = [];
    private readonly SortedDictionary<long, string> categories = [];
    private readonly List<string> faults = [];
    private long? declaredClasses;

    /// <summary>An annotation: of the image with this id, or of the path with this index (the id is then none).</summary>
    private readonly record struct Annotation(long? Image, int Path, long? Category);

    /// <summary>Reads all of a file.</summary>
    /// <exception cref="InvalidDataException">It is no JSON, or not of this kind.</exception>
    public static INaturalistContent Read(JsonTokens tokens)
    {
        var content = new INaturalistContent();
        tokens.Expect(JsonTokenType.StartObject, "an object with 'images' and 'annotations'");
        while (tokens.ReadName() is { } name)
        {
            switch (name)
            {
                case "images":
                    ReadEntries(tokens, name, content.AddImage);
                    break;
                case "annotations":
                    ReadEntries(tokens, name, content.AddAnnotation);
                    break;
                case "categories":
                    ReadEntries(tokens, name, content.AddCategory);
                    break;
                case "num_classes":
                    content.declaredClasses = tokens.ReadNumber();
                    break;
                default:
                    tokens.SkipValue();
                    break;
            }
        }

        tokens.ExpectEnd();
        return content;
    }

    /// <summary>The names of the classes: those of the categories if these are just the classes, else their numbers.</summary>
    /// <exception cref="InvalidDataException">The file does not say how many there are.</exception>
    public IReadOnlyList<string> ClassNames(int? classes, string file)
    {
        bool numbered = categories.Count > 0 && categories.Keys.First() == 0 && categories.Keys.Last() == categories.Count - 1;
        long? count = classes ?? declaredClasses ?? (numbered ? categories.Count : null);
        return count switch
        {
            null when categories.Count > 0 => throw new InvalidDataException(
                $"'{file}' has {categories.Count} categories whose ids are not 0 to {categories.Count - 1}; they cannot be used as labels."),
            null => throw new InvalidDataException($"'{file}' has neither num_classes nor categories; the number of classes must be given."),
            < 2 or > MostClasses => throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"'{file}' says that there are {count} classes; 2 to {MostClasses} are possible.")),
            _ when numbered && count == categories.Count => [.. categories.Values],
            _ => NumberedClasses.Names((int)count),
        };
    }

    /// <summary>Adds all annotated images, and what is wrong with the others.</summary>
    public void AddTo(ImageListBuilder builder)
    {
        foreach (string fault in faults)
        {
            builder.AddFault("", null, fault);
        }

        var annotated = new HashSet<int>();
        for (int entry = 0; entry < annotations.Count; entry++)
        {
            Annotation annotation = annotations[entry];
            int path = annotation.Path;
            if (path < 0 && annotation.Image is null)
            {
                builder.AddFault("", entry, "the entry has neither a whole number as image_id nor a text as fpath.");
            }
            else if (path < 0 && !pathOfImage.TryGetValue(annotation.Image!.Value, out path))
            {
                builder.AddFault("", entry, string.Create(CultureInfo.InvariantCulture, $"there is no image with the id {annotation.Image}."));
            }
            else if (annotation.Category is not { } category)
            {
                annotated.Add(path);
                builder.AddFault(paths[path], entry, "the entry has no whole number as category_id.");
            }
            else
            {
                annotated.Add(path);
                builder.Add(paths[path], category, entry);
            }
        }

        foreach ((long id, int path) in pathOfImage)
        {
            if (!annotated.Contains(path))
            {
                builder.AddFault(
                    paths[path], null, string.Create(CultureInfo.InvariantCulture, $"the image with the id {id}, '{paths[path]}', has no annotation."));
            }
        }
    }

    private static void ReadEntries(JsonTokens tokens, string name, Action<INaturalistEntry, int> add)
    {
        tokens.Expect(JsonTokenType.StartArray, $"a list of {name}");
        int number = 0;
        for (tokens.Read(); tokens.Type != JsonTokenType.EndArray; tokens.Read())
        {
            add(INaturalistEntry.Read(tokens), number++);
        }
    }

    private void AddImage(INaturalistEntry entry, int number)
    {
        if (entry.Id is not { } id || entry.FileName is null)
        {
            faults.Add($"images[{number}] lacks {(entry.Id is null ? "a whole number as id" : "a text as file_name")}.");
        }
        else if (!pathOfImage.TryAdd(id, paths.Count))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"images[{number}] has the id {id}, as another image before it."));
        }
        else
        {
            paths.Add(entry.FileName);
        }
    }

    private void AddAnnotation(INaturalistEntry entry, int number)
    {
        int path = -1;
        if (entry.FilePath is not null)
        {
            path = paths.Count;
            paths.Add(entry.FilePath);
        }

        annotations.Add(new Annotation(entry.ImageId, path, entry.CategoryId));
    }

    private void AddCategory(INaturalistEntry entry, int number)
    {
        if (entry.Id is not { } id || !categories.TryAdd(id, entry.Name ?? id.ToString(CultureInfo.InvariantCulture)))
        {
            faults.Add(entry.Id is null
                ? $"categories[{number}] has no whole number as id."
                : string.Create(CultureInfo.InvariantCulture, $"categories[{number}] has the id {entry.Id}, as another category before it."));
        }
    }
}

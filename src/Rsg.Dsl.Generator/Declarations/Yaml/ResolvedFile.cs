using System.Collections.Immutable;
using Rsg.Dsl.Collections;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>A model file among the others of the project.</summary>
/// <param name="Models">What it declares, without what a file before it declares.</param>
/// <param name="Family">What its variants have in common, if it has a matrix and no file before it has its name.</param>
/// <param name="Diagnostics">What is wrong with the file.</param>
internal sealed record ResolvedFile(EquatableArray<ResolvedModel> Models, ResolvedFamily? Family, EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>Every file once, in the order of the paths.</summary>
    public static IEnumerable<ResolvedFile> Resolve(ImmutableArray<ModelFile> files)
    {
        var ordered = files.GroupBy(static file => file.Path, StringComparer.Ordinal)
            .Select(static same => same.First())
            .OrderBy(static file => file.Path, StringComparer.Ordinal)
            .ToList();
        var names = new DeclaredNames();
        foreach (var file in ordered)
        {
            foreach (var name in NamesOf(file))
            {
                names.Add(name, file.Path);
            }
        }

        return ordered.Select(file => Resolve(file, names));
    }

    private static IEnumerable<string> NamesOf(ModelFile file)
    {
        if (file.Content is not { } content)
        {
            return [];
        }

        var models = content.Models.Select(static model => model.FullName);
        return content.Family is { } family ? models.Prepend(family.FullName) : models;
    }

    private static ResolvedFile Resolve(ModelFile file, DeclaredNames names)
    {
        if (file.Content is not { } content)
        {
            return new ResolvedFile([], null, file.Diagnostics);
        }

        // Where a family's own name is taken, its variants' names mostly are too; and of several names that are taken, one is enough to hear of.
        var isFamilyTaken = content.Family is { } family && names.FileOf(family.FullName) != file.Path;
        var models = content.Models.Where(model => !isFamilyTaken && names.FileOf(model.FullName) == file.Path).ToList();
        var diagnostics = file.Diagnostics;
        if (isFamilyTaken || models.Count < content.Models.Count)
        {
            var (fullName, name, place) = isFamilyTaken
                ? (content.Family!.FullName, content.Family.Name, content.Family.NameSpan)
                : content.Models.Where(model => names.FileOf(model.FullName) != file.Path).Select(static model => (model.FullName, model.Name, model.TypeSpan)).First();
            diagnostics = diagnostics
                .Append(DiagnosticInfo.At(place, DiagnosticDescriptors.ModelTwice, name, $"in {Path.GetFileName(names.FileOf(fullName))}"))
                .ToEquatableArray();
        }

        return new ResolvedFile(
            models.Select(model => new ResolvedModel(model, names.HidingIn(model.Namespace), names.HasTwin(model.FullName))).ToEquatableArray(),
            isFamilyTaken ? null : ResolveFamily(content.Family, models, names),
            diagnostics);
    }

    private static ResolvedFamily? ResolveFamily(VariantFamily? family, List<ModelDeclaration> models, DeclaredNames names)
    {
        if (family is null)
        {
            return null;
        }

        var own = new HashSet<string>(models.Select(static model => model.Name), StringComparer.Ordinal);
        return new ResolvedFamily(
            family with { Variants = family.Variants.Where(variant => own.Contains(variant.Name)).ToEquatableArray() }, names.HidingIn(family.Namespace), names.HasTwin(family.FullName));
    }
}

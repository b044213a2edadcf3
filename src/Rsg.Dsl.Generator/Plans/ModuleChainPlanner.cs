using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans;

/// <summary>Plans a network of the user's own modules: which members run, in which order, and whether they can.</summary>
internal sealed class ModuleChainPlanner(ModelDeclaration declaration, Section section, LossKind? loss, List<DiagnosticInfo> diagnostics)
{
    /// <summary>The network, or <c>null</c> where something is wrong with it.</summary>
    /// <param name="outline">Where it can be cut, unless its parts are not clear.</param>
    /// <param name="classes">The classes that it tells apart.</param>
    public ModuleChain? Plan(out NetworkOutline? outline, out ClassPlan classes)
    {
        var before = Errors();
        classes = ClassPlanner.Plan(declaration, section, diagnostics);
        var input = PlanInput();
        CheckMembers();
        var chosen = Errors();
        var (head, stages) = (FindHead(), FindStages());
        outline = head is null || stages.Count == 0 || Errors() > chosen ? null : new NetworkOutline(
            declaration.Name,
            stages.Select((member, i) => new OutlinePart(member.Name, EndsStage(i) ? member.Stage!.Number : null, null))
                .Append(new OutlinePart(head.Name, null, null))
                .ToEquatableArray());
        if (head is not null)
        {
            CheckLoss(head);
        }

        return outline is null || input is null || classes.Count is null || Errors() > before
            ? null
            : new ModuleChain(classes.Count.Value, input, stages.Select(static member => member.Name).ToEquatableArray(), head!.Name, head.Classifier is not null);

        int Errors() => diagnostics.Count(static diagnostic => diagnostic.IsError);

        bool EndsStage(int i) => i + 1 == stages.Count || stages[i].Stage!.Number != stages[i + 1].Stage!.Number;
    }

    private Shape? PlanInput()
    {
        var reader = new SectionReader(section, declaration.Wording);
        var missing = new[] { OwnModuleKeys.Height, OwnModuleKeys.Width }.Where(key => !reader.Has(key)).Select(declaration.Wording.Key).ToList();
        if (missing.Count > 0)
        {
            diagnostics.Add(DiagnosticInfo.At(section.Span, DiagnosticDescriptors.InputMissing, declaration.Name, string.Join(" and ", missing), "Height = 64, Width = 64"));
        }

        var (channels, height, width) = (reader.Accepted(OwnModuleKeys.Channels), reader.Accepted(OwnModuleKeys.Height), reader.Accepted(OwnModuleKeys.Width));
        return channels is null || height is null || width is null ? null : Shape.Maps((int)channels, (int)height, (int)width);
    }

    private void CheckMembers()
    {
        foreach (var member in declaration.Modules)
        {
            if (member.Fault == ModuleFault.NoModule)
            {
                diagnostics.Add(DiagnosticInfo.At(member.Span, DiagnosticDescriptors.MemberHoldsNoModule, member.Name, member.TypeName));
            }
            else if (member.Fault is { } fault)
            {
                diagnostics.Add(DiagnosticInfo.At(member.Span, DiagnosticDescriptors.MemberNotFixed, member.Name, Explain(fault)));
            }
            else if (member.HasNoOnnxForm)
            {
                diagnostics.Add(DiagnosticInfo.At(member.Span, DiagnosticDescriptors.MemberHasNoOnnxForm, member.Name, member.TypeName));
            }
        }
    }

    private static string Explain(ModuleFault fault) => fault switch
    {
        ModuleFault.Static => "is static, but each network has modules of its own; remove 'static'",
        ModuleFault.Nullable => "may be null; remove the '?'",
        ModuleFault.Computed => "would make its module anew each time that it is read; give it one: '{ get; } = ...'",
        ModuleFault.Replaceable => "can be replaced, and the network would not know of its new weights; make it a readonly field or a property with only a getter",
        _ => "is never given a module, because the constructor is generated; give it one where it is declared: '= ...'",
    };

    private ModuleMember? FindHead()
    {
        foreach (var member in declaration.Modules.Where(static member => member.IsHead && member.Stage is not null))
        {
            diagnostics.Add(DiagnosticInfo.At(
                member.MarkSpan, DiagnosticDescriptors.SeveralHeads, $"'{member.Name}' is in a stage and the head as well", "the head runs behind all stages, so remove one of the two"));
        }

        var heads = declaration.Modules.Where(static member => member.IsHead && member.Stage is null).ToList();
        foreach (var second in heads.Skip(1))
        {
            diagnostics.Add(DiagnosticInfo.At(
                second.MarkSpan, DiagnosticDescriptors.SeveralHeads, $"'{second.Name}' is a second head beside '{heads[0].Name}'", "remove one of them"));
        }

        if (!declaration.Modules.Any(static member => member.IsHead))
        {
            Missing(declaration.Modules.Count == 0
                ? "neither stage nor head: put [Stage(1)] on the member that runs first, and [Head] on the one that gives the logits"
                : "no head: put [Head] on the member that gives the logits");
        }

        return heads.FirstOrDefault();
    }

    private List<ModuleMember> FindStages()
    {
        // A stable sort: members of one stage stay in the order of their declaration.
        var stages = declaration.Modules.Where(static member => member.Stage is not null && !member.IsHead).OrderBy(static member => member.Stage!.Number).ToList();
        if (stages.Count == 0 && declaration.Modules.Any(static member => member.IsHead && member.Stage is null))
        {
            Missing("no stage: put [Stage(1)] on the member that runs first");
        }

        for (var i = 0; i < stages.Count; i++)
        {
            var (number, previous) = (stages[i].Stage!, i == 0 ? 0 : stages[i - 1].Stage!.Number);
            if (number.Number < 1 || number.Number > previous + 1)
            {
                diagnostics.Add(DiagnosticInfo.At(
                    number.Span,
                    DiagnosticDescriptors.StagesNotInRow,
                    stages[i].Name,
                    Invariant.Text(number.Number),
                    number.Number < 1 ? "stages count from 1" : $"there is no stage {Invariant.Text(previous + 1)}"));
                break;
            }
        }

        return stages;
    }

    private void Missing(string what) => diagnostics.Add(DiagnosticInfo.At(section.Span, DiagnosticDescriptors.NetworkPartMissing, declaration.Type.Name, what));

    private void CheckLoss(ModuleMember head)
    {
        if (loss is null || head.Classifier is not { } classifier || classifier == loss.NeededHead)
        {
            return;
        }

        if (declaration.Find(SectionNames.Loss) is { } section)
        {
            var needsCosines = loss.NeededHead == HeadKind.Cosine;
            diagnostics.Add(DiagnosticInfo.At(
                head.Span,
                DiagnosticDescriptors.HeadDoesNotFitLoss,
                section.Written,
                needsCosines ? "cosines" : "logits that are no cosines",
                $"'{head.Name}' is a {(needsCosines ? "Linear" : "NormedLinear")}",
                $"make it a {(needsCosines ? "NormedLinear" : "Linear")}") with
            {
                Remedy = needsCosines ? new(RemedyKind.ReplaceLayer, "Rsg.Layers.NormedLinear") : null,
            });
        }
        else
        {
            diagnostics.Add(DiagnosticInfo.At(
                head.Span,
                DiagnosticDescriptors.CosinesNotScaled,
                $"The NormedLinear '{head.Name}'",
                $"{declaration.Wording.Part(loss.Schema)}, which is the default,",
                "make it a Linear"));
        }
    }
}

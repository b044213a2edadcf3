using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;

namespace Rsg.Dsl.Plans.Recipes;

/// <summary>What a recipe says for a key.</summary>
internal abstract record Setting
{
    /// <summary>The value as the declaration would say it, at the place of the recipe.</summary>
    public abstract Value At(SourceSpan span, Wording wording);

    /// <summary>Milestones that come some epochs earlier; but none before the second epoch, as in the first one no rate can have fallen.</summary>
    public virtual Setting Earlier(int epochs) => this;

    /// <summary>A number.</summary>
    public sealed record Number(double Amount) : Setting
    {
        public override Value At(SourceSpan span, Wording wording) => new Value.Number(Amount, span);

        public override string ToString() => Invariant.Text(Amount);
    }

    /// <summary>Numbers in order.</summary>
    public sealed record Numbers(EquatableArray<double> Amounts) : Setting
    {
        public override Value At(SourceSpan span, Wording wording)
            => new Value.List(Amounts.Select(Value (amount) => new Value.Number(amount, span)).ToEquatableArray(), span);

        public override Setting Earlier(int epochs) => epochs == 0 ? this : new Numbers(Amounts.Select(epoch => Math.Max(1, epoch - epochs)).Distinct().ToEquatableArray());

        public override string ToString() => $"[{string.Join(", ", Amounts.Select(Invariant.Text))}]";
    }

    /// <summary>One of the key's words, in camelCase.</summary>
    public sealed record Word(string Name) : Setting
    {
        public override Value At(SourceSpan span, Wording wording) => new Value.Text(wording.Word(Name), span);

        public override string ToString() => Name;
    }

    /// <summary>True or false.</summary>
    public sealed record Flag(bool IsSet) : Setting
    {
        public override Value At(SourceSpan span, Wording wording) => new Value.Flag(IsSet, span);

        public override string ToString() => IsSet ? "true" : "false";
    }
}

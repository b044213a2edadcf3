using Rsg.Dsl.Collections;
using Rsg.Dsl.Networks;

namespace Rsg.Dsl.Plans;

/// <summary>A network of modules of the user's own, which run one after another. What shapes they give is known only when they exist.</summary>
/// <param name="Classes">How many classes it tells apart.</param>
/// <param name="Input">The shape of an image.</param>
/// <param name="Stages">The members before the head, in the order in which they run.</param>
/// <param name="Head">The member that gives the logits.</param>
/// <param name="PoolsBeforeHead">Whether the head gets the mean over each feature map, and not the maps.</param>
internal sealed record ModuleChain(int Classes, Shape Input, EquatableArray<string> Stages, string Head, bool PoolsBeforeHead);

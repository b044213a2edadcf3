using Microsoft.CodeAnalysis;

namespace Rsg.Dsl.Diagnostics;

/// <summary>
/// Everything that the generator can say. An ID is never used for something else later; each has a page under docs/diagnostics/.
/// RSG0xxx declaration, RSG10xx a file as YAML, RSG11xx its keys, RSG2xxx network and shapes, RSG3xxx insertion of the RSG, RSG4xxx training plan, RSG9xxx project set-up.
/// </summary>
internal static class DiagnosticDescriptors
{
    /// <summary>A model class is not partial. {0} class name.</summary>
    public static readonly DiagnosticDescriptor ClassNotPartial = Error(
        "RSG0001",
        "A model class must be partial",
        "'{0}' must be partial, so that its layers and its trainer can be added to it: write 'partial class {0}'");

    /// <summary>A model class is nested. {0} class name.</summary>
    public static readonly DiagnosticDescriptor ClassNested = Error(
        "RSG0002",
        "A model class must not be nested",
        "'{0}' is declared inside another type; move it out, directly into a namespace");

    /// <summary>A model class is generic. {0} class name.</summary>
    public static readonly DiagnosticDescriptor ClassGeneric = Error(
        "RSG0003",
        "A model class must not be generic",
        "'{0}' has type parameters; a network is one concrete class, so remove them");

    /// <summary>A model class is of a kind that cannot become a module. {0} class name, {1} what to change.</summary>
    public static readonly DiagnosticDescriptor ClassKind = Error(
        "RSG0004",
        "A model class must be an ordinary class",
        "'{0}' cannot be this kind of class; a network is an ordinary class, so {1}");

    /// <summary>A model class has a base class. {0} class name.</summary>
    public static readonly DiagnosticDescriptor ClassHasBase = Error(
        "RSG0005",
        "A model class must not name a base class",
        "'{0}' names a base class; the generated part derives it from TorchSharp's Module<Tensor, Tensor>, so remove the base class");

    /// <summary>An attribute stands on a class that is no model. {0} attribute, {1} class name, {2} example.</summary>
    public static readonly DiagnosticDescriptor NoNetwork = Error(
        "RSG0006",
        "The class declares no network",
        "{0} says how '{1}' is trained, but nothing says which network it is: add {2}");

    /// <summary>Two losses. {0} second loss, {1} first loss.</summary>
    public static readonly DiagnosticDescriptor SeveralLosses = Error(
        "RSG0007",
        "A model has one loss",
        "{0} is a second loss beside {1}; remove one of them");

    /// <summary>Two ways to rebalance. {0} second one, {1} first one.</summary>
    public static readonly DiagnosticDescriptor SeveralRebalances = Error(
        "RSG0015",
        "A model rebalances in one way",
        "{0} is a second way to rebalance beside {1}; remove one of them");

    /// <summary>A value outside its range. {0} key, {1} value, {2} expectation, {3} hint.</summary>
    public static readonly DiagnosticDescriptor ValueOutOfRange = Error(
        "RSG0008",
        "The value is not possible",
        "{0} is {1}; it must be {2}{3}");

    /// <summary>No class count. {0} model, {1} key, {2} example.</summary>
    public static readonly DiagnosticDescriptor ClassesMissing = Error(
        "RSG0009",
        "The number of classes is missing",
        "'{0}' does not say how many classes it tells apart: add {1}, for example {2}");

    /// <summary>A model class has the name of a generated member. {0} class name.</summary>
    public static readonly DiagnosticDescriptor ClassNameTaken = Error(
        "RSG0010",
        "The class has the name of one of its members",
        "'{0}' is also the name of a member that is generated into the class, which C# does not allow; give the class another name");

    /// <summary>A member of the project's own stands where a generated one must. {0} what, {1} class name, {2} what to do.</summary>
    public static readonly DiagnosticDescriptor MemberTaken = Error(
        "RSG0011",
        "A member stands in the way of a generated one",
        "The generated part of '{1}' has {0} itself; {2}");

    /// <summary>More or fewer class names than classes. {0} key of the number, {1} number, {2} key of the names, {3} number of names.</summary>
    public static readonly DiagnosticDescriptor ClassCountDiffers = Error(
        "RSG0012",
        "The number of classes is not that of their names",
        "{0} is {1}, but {2} has {3} names; remove {0}, and the names are counted");

    /// <summary>A class name that gives no identifier. {0} name.</summary>
    public static readonly DiagnosticDescriptor ClassNameUnusable = Error(
        "RSG0013",
        "The class name cannot be a label",
        "The class name '{0}' cannot become a label in C#: it must have a letter or a digit, and at most 200 characters");

    /// <summary>Two class names that give one identifier. {0} first name, {1} second name, {2} identifier.</summary>
    public static readonly DiagnosticDescriptor ClassNamesCollide = Error(
        "RSG0014",
        "Two classes would have the same label",
        "The class names '{0}' and '{1}' both become the label {2}; each class needs a name of its own");

    /// <summary>Not YAML. {0} what was expected.</summary>
    public static readonly DiagnosticDescriptor SyntaxWrong = Error(
        "RSG1001",
        "The file is not valid YAML",
        "This is not valid YAML: {0}");

    /// <summary>A character that a file must not have. {0} code point, {1} what to do.</summary>
    public static readonly DiagnosticDescriptor CharacterRefused = Error(
        "RSG1002",
        "The file has a character that no model file has",
        "The character {0} must not stand in a model file; {1}");

    /// <summary>A tab before the first character of a line.</summary>
    public static readonly DiagnosticDescriptor TabIndentation = Error(
        "RSG1003",
        "A line is indented by a tab",
        "YAML is indented by spaces, and this line by a tab; put spaces in its place");

    /// <summary>A feature of YAML that is not read. {0} feature, {1} what to do.</summary>
    public static readonly DiagnosticDescriptor YamlFeatureRefused = Error(
        "RSG1004",
        "A feature of YAML that model files do not have",
        "{0} is not read in a model file; {1}");

    /// <summary>A file beyond all bounds. {0} what there is, {1} limit.</summary>
    public static readonly DiagnosticDescriptor FileTooLarge = Error(
        "RSG1005",
        "The file is larger than any model",
        "There is {0} here than a model file may have, which is {1}; the file is read no further");

    /// <summary>A key that stands twice. {0} key, {1} line of the first.</summary>
    public static readonly DiagnosticDescriptor KeyTwice = Error(
        "RSG1006",
        "A key is given twice",
        "'{0}' is given already on line {1}; remove one of the two");

    /// <summary>A file without keys. {0} what it is.</summary>
    public static readonly DiagnosticDescriptor NotMapping = Error(
        "RSG1007",
        "The file declares nothing",
        "The file is {0}; a model file is a mapping that begins with a key such as 'model: DefectNet'");

    /// <summary>A key that is not known. {0} where, {1} key, {2} hint, {3} known keys.</summary>
    public static readonly DiagnosticDescriptor UnknownKey = Error(
        "RSG1101",
        "The key is not known",
        "{0} has no key '{1}'.{2} It may have {3}.");

    /// <summary>A key that is needed. {0} key, {1} what to say.</summary>
    public static readonly DiagnosticDescriptor KeyMissing = Error(
        "RSG1102",
        "A key is missing",
        "The key '{0}' is missing; {1}");

    /// <summary>A name that cannot be one in C#. {0} key, {1} name, {2} reason, {3} example.</summary>
    public static readonly DiagnosticDescriptor NameNotPossible = Error(
        "RSG1103",
        "The name is not possible in C#",
        "The {0} '{1}' {2}; write a name such as {3}");

    /// <summary>A kind that a section does not have. {0} section, {1} kind, {2} hint, {3} known kinds.</summary>
    public static readonly DiagnosticDescriptor UnknownKind = Error(
        "RSG1104",
        "The kind is not known",
        "There is no {0} '{1}'.{2} Known are {3}.");

    /// <summary>A model that is declared twice. {0} class name, {1} where else.</summary>
    public static readonly DiagnosticDescriptor ModelTwice = Error(
        "RSG1105",
        "A model is declared twice",
        "'{0}' is declared already {1}; a model is declared in one place");

    /// <summary>A value of another sort. {0} key, {1} what it is, {2} what it must be.</summary>
    public static readonly DiagnosticDescriptor ValueSortWrong = Error(
        "RSG1106",
        "The value is of another sort",
        "{0} is {1}; it must be {2}");

    /// <summary>A name that the project uses otherwise. {0} name, {1} what it is.</summary>
    public static readonly DiagnosticDescriptor NameTaken = Error(
        "RSG1107",
        "The name means something else in the project",
        "'{0}' is the name of {1} in the project, so that no class can be written there; choose another name");

    /// <summary>Two axes of a matrix that do not agree. {0} key, {1} line of the first.</summary>
    public static readonly DiagnosticDescriptor AxesDisagree = Error(
        "RSG1109",
        "Two axes say different things for one key",
        "'{0}' is said otherwise on line {1}, in another axis of the matrix; say it in one axis only, or leave out the combinations of the two under 'exclude'");

    /// <summary>A name that the matrix does not have. {0} axis or value, {1} name, {2} hint, {3} known names.</summary>
    public static readonly DiagnosticDescriptor NotInMatrix = Error(
        "RSG1110",
        "The matrix has no such axis or value",
        "There is no {0} '{1}'.{2} Known are {3}.");

    /// <summary>A matrix beyond all bounds. {0} what there is, {1} limit.</summary>
    public static readonly DiagnosticDescriptor MatrixTooLarge = Error(
        "RSG1111",
        "The matrix is too large",
        "There are {0} here, and a matrix may have {1} at most; make several files of it");

    /// <summary>Two combinations that give one name. {0} name, {1} first, {2} second.</summary>
    public static readonly DiagnosticDescriptor VariantsCollide = Error(
        "RSG1112",
        "Two variants would have the same name",
        "'{0}' would be the name of two variants, of {1} and of {2}; give a value another name");

    /// <summary>A matrix of which nothing comes. {0} what is empty.</summary>
    public static readonly DiagnosticDescriptor NoVariants = Error(
        "RSG1113",
        "The matrix makes no variants",
        "{0}, so that the matrix makes no variants");

    /// <summary>A network that is not in the catalogue. {0} name, {1} hint, {2} all names.</summary>
    public static readonly DiagnosticDescriptor UnknownBackbone = Error(
        "RSG2001",
        "The network is not in the catalogue",
        "There is no network '{0}'.{1} The catalogue has {2}.");

    /// <summary>An image smaller than the network's down-samplings. {0} key, {1} value, {2} network, {3} smallest side.</summary>
    public static readonly DiagnosticDescriptor ImageTooSmall = Error(
        "RSG2002",
        "The image is too small for the network",
        "{0} is {1}, but the down-samplings of {2} need images of at least {3} x {3} pixels");

    /// <summary>A head that the loss cannot work with. {0} loss, {1} what it needs, {2} what there is, {3} what to do.</summary>
    public static readonly DiagnosticDescriptor HeadDoesNotFitLoss = Error(
        "RSG2003",
        "The head does not fit the loss",
        "{0} needs {1}, but {2}; {3}");

    /// <summary>Cosines under a loss that does not scale them. {0} what gives them, {1} loss, {2} what to do.</summary>
    public static readonly DiagnosticDescriptor CosinesNotScaled = Warning(
        "RSG2004",
        "The loss cannot tell cosines apart well",
        "{0} gives logits between -1 and 1, and {1} does not scale them, so that even a perfect network keeps a large loss; {2}");

    /// <summary>A network of the user's own modules without a stage or a head. {0} class name, {1} what is missing and what to do.</summary>
    public static readonly DiagnosticDescriptor NetworkPartMissing = Error(
        "RSG2201",
        "A part of the network is missing",
        "'{0}' has {1}");

    /// <summary>More than one head. {0} which, {1} what to do.</summary>
    public static readonly DiagnosticDescriptor SeveralHeads = Error(
        "RSG2202",
        "A network has one head",
        "{0}; {1}");

    /// <summary>Stages that are not numbered 1, 2, 3. {0} member, {1} its number, {2} reason.</summary>
    public static readonly DiagnosticDescriptor StagesNotInRow = Error(
        "RSG2203",
        "The stages are not numbered in a row",
        "'{0}' is in stage {1}, but {2}; number the stages 1, 2, 3 without a gap");

    /// <summary>A marked member that holds no module. {0} member, {1} its type.</summary>
    public static readonly DiagnosticDescriptor MemberHoldsNoModule = Error(
        "RSG2204",
        "The member holds no module",
        "'{0}' is of the type {1}; a part of a network is a TorchSharp module that maps a tensor to a tensor, Module<Tensor, Tensor>");

    /// <summary>A marked member whose module is not the network's own for good. {0} member, {1} reason and what to do.</summary>
    public static readonly DiagnosticDescriptor MemberNotFixed = Error(
        "RSG2205",
        "The member cannot be a part of a network",
        "'{0}' {1}");

    /// <summary>A mark in a class that is no network of the user's own. {0} attribute, {1} member, {2} class name, {3} what to do.</summary>
    public static readonly DiagnosticDescriptor StrayMark = Error(
        "RSG2207",
        "The member's class is no network of its own",
        "{0} makes '{1}' a part of a network, but '{2}' does not say that it is one: {3}");

    /// <summary>A member because of which the network cannot be exported. {0} member, {1} its type.</summary>
    public static readonly DiagnosticDescriptor MemberHasNoOnnxForm = Info(
        "RSG2208",
        "The network cannot be exported to ONNX",
        "'{0}' is of the type {1}, which has no ONNX form, so that ExportOnnx refuses the network; it can be one that implements IOnnxModule");

    /// <summary>A layer that is neither an op nor a block of the file. {0} name, {1} hint, {2} ops, {3} blocks.</summary>
    public static readonly DiagnosticDescriptor UnknownLayer = Error(
        "RSG2005",
        "There is no such layer",
        "There is no layer or block '{0}'.{1} Layers are {2}; {3}.");

    /// <summary>What arrives at a layer is not what it can work with. {0} layer, {1} path, {2} what arrived and what was expected.</summary>
    public static readonly DiagnosticDescriptor ShapesDoNotFit = Error(
        "RSG2006",
        "The shapes do not fit",
        "{0} at {1}: {2}");

    /// <summary>A block that uses itself. {0} block, {1} chain.</summary>
    public static readonly DiagnosticDescriptor BlockCallsItself = Error(
        "RSG2007",
        "The block uses itself",
        "The block '{0}' would never end: {1}");

    /// <summary>A name that stands twice. {0} what, {1} name, {2} where else.</summary>
    public static readonly DiagnosticDescriptor NameStandsTwice = Error(
        "RSG2008",
        "The name is taken",
        "The {0} '{1}' has the name of {2}; give it another one");

    /// <summary>A computed number that cannot be read. {0} text, {1} problem.</summary>
    public static readonly DiagnosticDescriptor BadExpression = Error(
        "RSG2009",
        "The number cannot be computed",
        "'{0}' {1}");

    /// <summary>A layer that needs to know the size of maps inside a block. {0} layer.</summary>
    public static readonly DiagnosticDescriptor FeaturesUnknown = Error(
        "RSG2010",
        "The number of features is not known inside a block",
        "'{0}' follows a flatten of maps whose size differs from use to use of the block, so that its features are not known; put globalAvgPool or adaptiveAvgPool before the flatten, or do this in the head");

    /// <summary>A repeat of a block whose channels change in no even steps. {0} block.</summary>
    public static readonly DiagnosticDescriptor CannotRepeat = Error(
        "RSG2011",
        "The block cannot be repeated here",
        "'{0}' cannot be repeated here, because its channels or its stride change from one repeat to the next in uneven steps; write its uses one by one");

    /// <summary>A network of the catalogue and one of its own. {0} model.</summary>
    public static readonly DiagnosticDescriptor SeveralNetworks = Error(
        "RSG2012",
        "A model has one network",
        "'{0}' names a network of the catalogue and writes one of its own; remove one of them");

    /// <summary>An own network without the size of its images. {0} model, {1} what is missing, {2} an example.</summary>
    public static readonly DiagnosticDescriptor InputMissing = Error(
        "RSG2013",
        "The size of the images is missing",
        "'{0}' writes a network of its own, but not for which images: say their {1}, for example {2}");

    /// <summary>A stage that does not exist. {0} stage, {1} network, {2} number of stages, {3} cuts.</summary>
    public static readonly DiagnosticDescriptor UnknownStage = Error(
        "RSG3001",
        "The network has no such stage",
        "There is no stage {0}: {1} has {2} stages, counted from 1 ({3})");

    /// <summary>A part that does not exist. {0} key, {1} name, {2} network, {3} parts, {4} hint.</summary>
    public static readonly DiagnosticDescriptor UnknownPart = Error(
        "RSG3002",
        "The network has no such part",
        "{0} names '{1}', which {2} does not have.{4} Its parts are {3}.");

    /// <summary>Not exactly one place for the RSG. {0} keys, {1} what was said, {2} example.</summary>
    public static readonly DiagnosticDescriptor CutNotClear = Error(
        "RSG3003",
        "One place for the RSG is needed",
        "The RSG needs exactly one of {0}, but {1}; for example {2}");

    /// <summary>A cut with nothing to learn on one of its sides. {0} key and name, {1} reason.</summary>
    public static readonly DiagnosticDescriptor CutOutsideNetwork = Error(
        "RSG3004",
        "The RSG must lie inside the network",
        "{0} leaves {1}; the RSG works on feature maps, between the stem and the head");

    /// <summary>The ratio makes no class frequent. {0} key, {1} ratio, {2} classes, {3} the least ratio.</summary>
    public static readonly DiagnosticDescriptor NoFrequentClass = Error(
        "RSG3005",
        "The frequent-class ratio makes no class frequent",
        "{0} {1} of {2} classes is less than one class; the RSG carries variation from frequent to rare classes, so {0} must be at least {3}");

    /// <summary>Milestones that do not rise or lie outside the run. {0} key, {1} milestones, {2} key of the epochs, {3} epochs.</summary>
    public static readonly DiagnosticDescriptor MilestonesNotRising = Error(
        "RSG4001",
        "The milestones are not in order",
        "{0} are [{1}]; each must be greater than the one before it and less than {2}, which is {3}");

    /// <summary>A deferred step that never comes. {0} key, {1} epoch, {2} epochs, {3} consequence.</summary>
    public static readonly DiagnosticDescriptor NeverReached = Warning(
        "RSG4002",
        "The epoch is never reached",
        "{0} is {1}, but training ends after {2} epochs (0 to {3}), so that {4}");

    /// <summary>The RSG without anything to learn first. {0} what makes it so, {1} remedy.</summary>
    public static readonly DiagnosticDescriptor NoFirstPhase = Warning(
        "RSG4003",
        "The RSG has no first phase",
        "{0}, so that the RSG generates samples before its centers and its contrastive module have learnt anything; {1}");

    /// <summary>A warm-up that a decay would interrupt. {0} key, {1} warm-up, {2} what ends it.</summary>
    public static readonly DiagnosticDescriptor WarmupTooLong = Error(
        "RSG4004",
        "The warm-up is too long",
        "{0} is {1}, but {2}; it must be less than that");

    /// <summary>Centers that gradient descent would throw about. {0} key, {1} weight, {2} learning rate, {3} map, {4} largest stable weight.</summary>
    public static readonly DiagnosticDescriptor CentersUnstable = Warning(
        "RSG4005",
        "The centers of the RSG may diverge",
        "{0} {1} with a learning rate of {2} is too much for feature maps of {3}, over which the CESC loss is a sum: the centers of a large class may diverge; use a {0} of at most {4}, a smaller learning rate, or a later stage");

    /// <summary>A key that means something beside another word only. {0} key, {1} where it belongs, {2} what was said.</summary>
    public static readonly DiagnosticDescriptor KeyOfOther = Error(
        "RSG4006",
        "The key means nothing here",
        "{0} belongs to {1}, but this is {2}; remove it");

    /// <summary>A rebalancing with two beginnings. {0} key of the epoch, {1} key of the deferral, {2} boundary epoch.</summary>
    public static readonly DiagnosticDescriptor BeginsTwice = Error(
        "RSG4007",
        "The rebalancing begins twice",
        "{0} and {1} both say when the rebalancing begins ({1}: at the boundary epoch, which is {2}); remove one of them");

    /// <summary>A boundary at which the learning rate stays as it is. {0} key, {1} boundary, {2} where the decays are.</summary>
    public static readonly DiagnosticDescriptor NoDecayAtBoundary = Error(
        "RSG4008",
        "The learning rate is not decayed at the boundary",
        "{0} is {1}, but {2}, so that the learning rate is not decayed there; the boundary is where a decay, a deferred rebalancing and the RSG's second phase meet");

    /// <summary>A rebalancing beside a loss that makes up for unequal classes by itself. {0} rebalancing, {1} loss, {2} the loss without.</summary>
    public static readonly DiagnosticDescriptor BalancedTwice = Warning(
        "RSG4009",
        "Unequal classes are made up for twice",
        "{0} makes up for unequal classes, and {1} does so by itself, so that together they favour rare classes far too much; remove {0}, or use {2}");

    /// <summary>A number of means or deviations that is not that of the channels. {0} key, {1} numbers, {2} channels.</summary>
    public static readonly DiagnosticDescriptor NotOnePerChannel = Error(
        "RSG4010",
        "Each channel needs one number",
        "{0} has {1} numbers, but an input image has {2} channels; give one number for each");

    /// <summary>A published setting that does not exist. {0} name, {1} hint, {2} names.</summary>
    public static readonly DiagnosticDescriptor UnknownRecipe = Error(
        "RSG4011",
        "There is no such recipe",
        "There is no recipe '{0}'.{1} Known are {2}.");

    /// <summary>Colors to vary of images that have none. {0} key, {1} number, {2} channels, {3} the key with 0.</summary>
    public static readonly DiagnosticDescriptor NoColorsToVary = Error(
        "RSG4012",
        "The images have no colors to vary",
        "{0} is {1}, but only images of 1 or 3 channels have colors to vary, and an input image has {2}; leave it out or say {3}");

    /// <summary>The runtime library is not referenced. {0} the generator's version.</summary>
    public static readonly DiagnosticDescriptor RuntimeMissing = Error(
        "RSG9001",
        "Rsg.Runtime is not referenced",
        "The project uses Rsg.Dsl.Generator without Rsg.Runtime, which has the attributes and everything that generated code runs on: add a reference to Rsg.Runtime {0}");

    /// <summary>The runtime library is older than the generator. {0} its version, {1} the generator's version.</summary>
    public static readonly DiagnosticDescriptor RuntimeTooOld = Error(
        "RSG9002",
        "Rsg.Runtime is older than the generator",
        "Rsg.Runtime is version {0}, but the generator is version {1} and writes code for that one: update Rsg.Runtime to {1}");

    /// <summary>The generator itself failed. {0} model, {1} kind of fault, {2} its message.</summary>
    public static readonly DiagnosticDescriptor GeneratorFault = Error(
        "RSG9003",
        "The generator has a fault",
        "'{0}' cannot be generated, because the generator itself failed ({1}: {2}); this is no mistake of yours: please report it with the declaration");

    /// <summary>A place where an editor can mend what is wrong. {0} the ID of what is wrong.</summary>
    public static readonly DiagnosticDescriptor CanBeMended = Create(
        "RSG9004",
        "The editor can mend the declaration",
        "{0} can be mended here",
        DiagnosticSeverity.Hidden);

    /// <summary>The project's language is too old. {0} its version.</summary>
    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "RSG9005",
        "The language is older than generated code",
        "The project is written in C# {0}, and generated code needs C# 12, which net8.0 and later have by themselves: remove LangVersion, or set it to 12 or later");

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity)
        => new(id, title, message, "RsgDsl", severity, isEnabledByDefault: true, helpLinkUri: HelpLink(id));

    /// <summary>The page of a diagnostic, relative to the root of the repository and of the package.</summary>
    private static string HelpLink(string id) => $"docs/diagnostics/{id}.md";
}

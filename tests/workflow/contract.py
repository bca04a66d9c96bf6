"""Columns of tables and names of figures that others script against: a run has at least these."""

COLUMNS = {
    "ising_thermodynamics": "side temperature coupling n_samples algorithm tau_int_energy energy energy_err "
    "energy_exact abs_magnetization abs_magnetization_err specific_heat specific_heat_err specific_heat_exact "
    "susceptibility susceptibility_err binder binder_err correlation_length correlation_length_err "
    "correlation_length_exact",
    "finite_size_scaling": "quantity method estimate side_small side_large value value_err value_exact quoted",
    "finite_size_curves": "source side temperature binder binder_err abs_magnetization abs_magnetization_err "
    "susceptibility susceptibility_err scaled_temperature scaled_abs_magnetization",
    "mcrg": "side temperature sector blocking_step n_operators exponent exponent_err exponent_exact blocked_side",
    "dbn_training": "temperature replica layer epoch reconstruction_error free_energy_gap weight_norm "
    "active_fraction pseudo_log_likelihood pseudo_log_likelihood_err dead_fraction localized_fraction",
    "dbn_reconstruction": "temperature replica layer n_hidden reconstruction_error reconstruction_error_err "
    "binary_error binary_error_err block_side block_error block_error_err binary_beside_blocks",
    "dbm_training": "temperature replica epoch reconstruction_error unnormalized_bound unnormalized_bound_err "
    "bound_gap bound_gap_err bound_gap_beside_zero weight_norms mean_field_steps",
    "rbm_thermodynamics": "temperature replica layer side n_samples energy energy_err energy_exact abs_magnetization "
    "abs_magnetization_err specific_heat specific_heat_err specific_heat_exact correlation_length "
    "correlation_length_err correlation_length_exact energy_temperature energy_temperature_low "
    "energy_temperature_high",
    "rbm_likelihood": "temperature replica model n_layers log_partition log_partition_err log_partition_method "
    "log_likelihood log_likelihood_err is_bound divergence_per_site divergence_per_site_err "
    "gain_over_rbm_beside_zero gain_over_dbn_beside_zero",
    "receptive_fields": "temperature replica layer unit participation_ratio fwhm rms_radius peak center_row "
    "center_column",
    "block_size": "temperature layer n_hidden measure block_size block_size_low block_size_high n_units "
    "block_size_lower_quartile block_size_upper_quartile "
    "correlation_length_exact",
    "vrg_exactness": "transformation size coupling trace_condition_error kl_divergence free_energy_difference",
    "vrg_criteria": "transformation coupling rbm_distance bound_gap divergence_share information_in_hidden "
    "long_range_share rg_margin",
    "vrg_objectives": "objective coupling n_hidden iteration kl_divergence free_energy_difference effective_coupling",
    "tensor_rg": "method relative_temperature bond_dimension temperature n_levels free_energy free_energy_exact "
    "relative_error discarded side central_charge delta_sigma delta_epsilon reading_change central_charge_deviation "
    "delta_sigma_deviation delta_epsilon_deviation",
    "cheap_learning": "source architecture n_factors n_units scale n_layers n_units_constructed error error_expected "
    "error_median n_starts reached reached_low reached_high tolerance",
    "mera": "bond_dimension n_transitional n_sweeps energy energy_exact energy_deviation last_decrease delta_sigma "
    "delta_sigma_deviation delta_epsilon delta_epsilon_deviation",
    "intensive_embedding": "kind n_hidden replica temperature field nearest_coupling nearest_field distance "
    "distance_to_target outside misfit space_coupling time_coupling space_field time_field n_spacelike n_timelike",
    "sloppy_alpha": "source name scaling n_eigenvalues decades_per_mode uniform_in_log alpha alpha_err alpha_least "
    "alpha_largest alpha_distance first_rank last_rank has_exponent alpha_of_half alpha_of_all fixed_point_coupling "
    "growth_quartic growth_sextic",
    "rbm_fisher": "kind source temperature n_visible n_hidden n_parameters n_runs n_samples divergence largest "
    "largest_err trace trace_err participation participation_err participation_uncorrected "
    "participation_uncorrected_err n_stiff n_stiff_err share_coupling share_coupling_err share_field share_field_err "
    "share_shuffled share_shuffled_err stiff_share n_directions",
    "fisher_spectra": "model relative_temperature direction rank level scale n_observed eigenvalue eigenvalue_err "
    "resolved exponent exponent_err last_level predicted_exponent",
    "tensor_spectra": "method relative_temperature bond_dimension level side rank singular_value transfer_eigenvalue "
    "transfer_eigenvalue_critical",
    "vrg_couplings": "transformation lattice size coupling n_spins range n_products mean root_mean_square",
    "vrg_exponents": "approximation lattice critical_coupling thermal_exponent magnetic_exponent",
    "learned_flow": "transformation side n_hidden spacing coupling effective_coupling effective_coupling_of_data "
    "long_range_fraction kl_divergence kl_divergence_worst_start starts_at_best visible_coupling "
    "visible_long_range_fraction fixed_point",
    "network_couplings": "temperature replica side n_hidden shape n_spins n_products coupling coupling_spread "
    "coupling_exact share share_err coupling_on_data coupling_on_data_err explained_on_data explained_on_data_err",
    "landau_flow": "dimension r u",
    "landau_fixed_points": "dimension r u nu_first_order kind eigenvalue_thermal eigenvalue_quartic",
    "claims": "claim kind place sentence answer value value_err reference reference_source verdict "
    "criterion overturned_by tables figure page",
    "landau_exponents": "dimension n_components exponent method order value spread known source",
    "pca_spectrum": "dataset scaling rank eigenvalue eigenvalue_err eigenvalue_cleaned mp_edge above_edge mp_variance "
    "mp_quantile",
    "pca_spectrum_summary": "dataset scaling effective_samples mp_variance mp_variance_err mp_lower mp_upper "
    "n_above_edge n_reproduced alpha alpha_err alpha_cleaned alpha_cleaned_err alpha_first_rank alpha_last_rank",
    "pca_flow_cleaned": "dataset scaling dropped_top n_kept kept_fraction kurtosis_median kurtosis_median_err "
    "kurtosis_median_sample kurtosis_median_sample_err kurtosis_shift shift_within_error",
    "pca_flow": "dataset source scaling dropped_top n_kept kept_fraction kurtosis_q25 kurtosis_median kurtosis_q75 "
    "kurtosis_median_err kurtosis_beside_gaussian null_low null_high n_draws n_influential influential_share "
    "kurtosis_without kurtosis_without_err",
    "pca_coupling": "dataset scaling n_kept alpha alpha_err g g_err g_fixed_point u u_err u_q25 u_q75 g_running "
    "g_running_err g_predicted g_predicted_err g_running_predicted recursion_deviation second_order objections "
    "perturbative agrees_with_fixed_point agrees_with_recursion",
    "pca_recursion": "alpha start flow_time r u g fate",
    "pca_fixed_points": "alpha kind r u g g_leading eigenvalue_larger eigenvalue_smaller n_relevant stable bounded",
    "pca_vertices": "dataset scaling n_kept skewness skewness_err w w_err u_symmetric u_symmetric_err u u_err "
    "cubic_part u_beside_zero cubic_loop quartic_loop kurtosis kurtosis_local agrees_with_local objections "
    "perturbative",
    "pca_relevance": "power alpha growth relevant alpha_marginal",
    "pca_nulls": "dataset source draw scaling dropped_top n_kept kept_fraction kurtosis_median",
    "pca_exclusion": "dataset source scaling dropped_top deviation n_kept kept_fraction p_value p_corrected p_smallest "
    "excluded n_draws degrees_of_freedom clipped_pairs pair_residual",
    "pca_power": "dataset source alternative scaling dropped_top power power_low power_high n_sets level",
    "coarse_graining": "dataset source cluster_size n_clusters variance variance_err silence_probability "
    "silence_probability_err free_energy free_energy_err correlation_time correlation_time_err kurtosis kurtosis_err "
    "kurtosis_beside_gaussian relaxation_time relaxation_time_err white_noise_share white_noise_share_err "
    "kurtosis_limit",
    "coarse_graining_spectrum": "dataset source cluster_size rank rank_fraction eigenvalue eigenvalue_err",
    "coarse_graining_local": "dataset source exponent low high value value_err in_fit",
    "coarse_graining_clusters": "dataset cluster_size variable cluster",
    "coarse_graining_exponents": "dataset source exponent value value_err independent_value published_low "
    "published_high fit_low fit_high slope_change slope_change_err power_law note resolved_from "
    "n_realizations realization_err",
    "bin_width_scan": "dataset arrangement n_bins asked_for mean_interval n_samples n_variables measure n_kept "
    "kept_fraction value value_err change change_err beside_original shuffled shuffled_err note",
    "n_dependence": "dataset n_variables n_subsets measure n_kept kept_fraction value value_err subset_std change "
    "change_err beside_all note",
    "window_scan": "dataset scaling start end first_date last_date n_variables n_kept kurtosis kurtosis_err "
    "kurtosis_median kurtosis_median_err jensen_shannon jensen_shannon_err jensen_shannon_gaussian "
    "jensen_shannon_gaussian_high largest_share largest_share_err",
    "canonical_dimension": "dataset scaling shift kept_fraction momentum momentum_err alpha alpha_err quartic "
    "quartic_err sextic sextic_err quartic_noise sextic_noise quartic_noise_exact quartic_beside_noise bandwidth",
    "detection_power": "noise n_variables n_samples signal n_directions relative_strength test power power_low "
    "power_high false_alarm_rate false_alarm_rate_low false_alarm_rate_high false_alarm_rate_white gain_over_largest "
    "gain_over_best envelope level n_draws n_null_draws bandwidth",
    "price_levels": "dataset transform source n_kept kept_fraction kurtosis_q25 kurtosis_median kurtosis_q75 "
    "kurtosis_median_err kurtosis_mean kurtosis_mean_err kurtosis_mean_expected null_low null_high data_beside_draws "
    "largest_share largest_share_err largest_share_expected effective_modes effective_modes_err n_draws",
    "block_size_study": "design source sharing side temperature n_hidden l1 fields algorithm start replica epoch "
    "n_epochs n_samples learning_rate sites_per_unit correlation_length_exact correlation_length "
    "correlation_length_connected fwhm fwhm_lower_quartile fwhm_upper_quartile "
    "participation_ratio n_localized localized_fraction duplicate_fraction one_sign_fraction pseudo_log_likelihood "
    "pseudo_log_likelihood_err pseudo_log_likelihood_of_ising pseudo_log_likelihood_of_ising_err fwhm_change "
    "localized_fraction_change pseudo_log_likelihood_change converged log_likelihood log_likelihood_err "
    "log_likelihood_of_ising log_likelihood_of_ising_err divergence_from_ising divergence_from_ising_err "
    "log_partition_method n_effective likelihood_reliable two_point_residual",
    "block_size_pairs": "factor base source sharing side temperature n_hidden l1 fields algorithm start n_epochs "
    "n_samples learning_rate sites_per_unit correlation_length_exact correlation_length "
    "correlation_length_connected width_ratio width_ratio_err "
    "log_likelihood_change log_likelihood_change_err n_replicas n_with_width n_reliable n_meeting n_converged "
    "width_tolerance likelihood_tolerance least_localized",
    "rbm_flow": "design training_set side n_hidden fields replica passing start_temperature step is_last n_epochs "
    "n_temperatures least_temperature largest_temperature training_temperature critical_temperature "
    "peak_temperature n_configurations energy energy_err energy_variance energy_variance_err "
    "abs_magnetization abs_magnetization_err energy_temperature energy_temperature_low "
    "energy_temperature_high magnetization_temperature magnetization_temperature_low "
    "magnetization_temperature_high fluctuation_temperature fluctuation_temperature_low "
    "fluctuation_temperature_high fluctuation_above_maximum abs_magnetization_excess "
    "abs_magnetization_excess_err energy_variance_ratio energy_variance_ratio_err disagreement "
    "disagreement_needed thermometers",
    "network_temperature": "design training_set side n_hidden fields replica epoch n_epochs n_temperatures "
    "training_temperature n_samples n_effective n_chains least_swap_acceptance round_trips "
    "n_effective_annealing reliable fluctuation_above_maximum energy energy_err energy_variance "
    "abs_magnetization energy_temperature magnetization_temperature fluctuation_temperature "
    "disagreement thermometers energy_exact energy_variance_exact abs_magnetization_exact "
    "log_partition log_partition_err log_partition_method divergence_per_site "
    "divergence_per_site_err",
    "reconstruction_codes": "temperature replica layer code decoder n_bits entropy_of_bits n_training n_held_out "
    "training_error training_error_err held_out_error held_out_error_err less_blocks less_blocks_err beside_blocks",
    "block_size_hypotheses": "source sharing hypothesis length n_conditions n_conditions_without n_runs n_limits "
    "n_not_localized factor factor_err length_factor length_factor_err sharpness sharpness_err sites_power "
    "sites_power_err length_power length_power_err l1_slope l1_slope_err epochs_power epochs_power_err fields_shift "
    "fields_shift_err algorithm_shift algorithm_shift_err start_shift start_shift_err n_converged "
    "side_power side_power_err scatter_of_runs scatter_of_conditions log_likelihood n_parameters "
    "aicc weight bic weight_bic weight_if_wide weight_if_settled weight_if_many_duplicates conditions_by_sites "
    "n_conditions_settled settled_by_sites start least_localized "
    "least_runs_localized most_duplicates many_duplicates random_duplicates l1_unit "
    "epochs_unit side_unit "
    "verdict p_value p_corrected n_predicted median_error median_error_low "
    "median_error_high error_90 error_90_low error_90_high error_temperature error_n_hidden error_l1 error_side "
    "error_of_runs resolution goal goal_met reason",
    "learned_map_exponents": "side temperature map hidden sharing source training_temperature l1 units replica norm "
    "block_share positive_share share_outside tiling_distance share_variation sector blocking_step exponent "
    "exponent_err exponent_exact majority_exponent difference difference_err",
    "learned_map_tests": "side temperature map hidden sector blocking_step n_replicas exponent exponent_err "
    "exponent_low exponent_high exponent_exact p_exact difference difference_err p_majority reference_difference "
    "reference_difference_err p_reference tolerance verdict",
    "block_size_controls": "design control side temperature n_hidden l1 fields algorithm start role n_replicas "
    "n_fields converged fwhm fwhm_err fwhm_of_all participation_ratio participation_ratio_err localized_fraction "
    "localized_fraction_err correlation_length correlation_length_err correlation_length_connected ratio ratio_low "
    "ratio_high ratio_p_value ratio_p_corrected beside_network n_temperatures growth exponent exponent_low "
    "exponent_high temperature_p_value temperature_p_corrected follows_temperature",
    "ring_block_size": "design temperature n_hidden n_samples replica n_sites n_epochs algorithm sites_per_unit "
    "correlation_length_exact fwhm fwhm_halfway fwhm_of_all participation_ratio localized_fraction drift "
    "gap_variation duplicate_fraction",
    "learned_couplings": "map hidden trained_at side coupling replica n_samples n_blocks step coarse_side "
    "nearest_neighbour_alone nearest_neighbour_alone_err nearest_neighbour nearest_neighbour_err "
    "next_nearest_neighbour next_nearest_neighbour_err four_spin_plaquette four_spin_plaquette_err third_neighbour "
    "third_neighbour_err coupling_sum coupling_sum_err nearest_neighbour_alone_before coupling_sum_before",
    "map_fixed_points": "map hidden trained_at step truncation sides critical_coupling critical_coupling_low "
    "critical_coupling_high critical_coupling_exact thermal_exponent thermal_exponent_low thermal_exponent_high "
    "thermal_exponent_exact n_replicas n_crossings",
    "map_information": "map hidden trained_at temperature buffer replica window information share_of_best_block "
    "share_of_best_window kl_divergence",
    "kurtosis_switch": "design source excess_kurtosis n_samples correlation_length n_hidden l1 algorithm replica side "
    "n_epochs covariance_residual covariance_difference excess_kurtosis_data fwhm fwhm_lower_quartile "
    "fwhm_upper_quartile participation_ratio n_localized localized_fraction localized_fraction_half "
    "duplicate_fraction one_sign_fraction sinusoid_share excess_kurtosis_inputs weight_norm",
    "pca_ground_truth": "case kind dimension side temperature u quantity n_kept kept_fraction expected_from measured "
    "measured_err expected expected_err deviation agrees",
    "bench_measures": "model bin_width replica measure value value_err verdict control family interacting critical "
    "driven coarse",
    "bench_verdicts": "verdict sentence question model bin_width truth n_realizations n_yes share share_low share_high",
    "bench_scores": "question bins score kind auc auc_low auc_high p_value p_corrected decides hit_rate hit_rate_low "
    "hit_rate_high false_alarm_rate false_alarm_rate_low false_alarm_rate_high",
    "bench_roc": "question bins false_alarm_rate hit_rate hit_rate_low hit_rate_high",
}

FIGURES = [
    "fig2_rbm_and_dbm",
    "fig3_pca_gaussian",
    "fig4_receptive_fields",
    "fig5_transformations",
    "fig6_moment_flow",
    "ising_thermodynamics",
    "finite_size_scaling",
    "mcrg",
    "block_size_vs_temperature",
    "block_size_study",
    "learned_couplings",
    "block_size_hypotheses",
    "learned_map_exponents",
    "block_size_controls",
    "kurtosis_switch",
    "dbn_training",
    "dbn_reconstruction",
    "dbm_training",
    "rbm_thermodynamics",
    "rbm_likelihood",
    "rbm_flow",
    "network_temperature",
    "vrg_exactness",
    "vrg_couplings",
    "vrg_objectives",
    "vrg_exponents",
    "learned_flow",
    "landau_flow",
    "tensor_rg",
    "mera",
    "cheap_learning",
    "fisher_spectra",
    "rbm_fisher",
    "intensive_embedding",
    "pca_spectrum",
    "pca_coupling",
    "pca_recursion",
    "coarse_graining",
    "coarse_graining_local",
    "pca_ground_truth",
    "pca_ground_truth_coupling",
    "canonical_dimension",
    "detection_power",
    "price_levels",
    "model_bench",
    "bin_width_scan",
    "n_dependence",
    "window_scan",
]
